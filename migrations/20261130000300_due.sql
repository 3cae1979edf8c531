-- Queues of one stage, by the day something is due: without stepping over what stands in other stages.
create index application_stage_due on application (district_id, stage, due_on is null, due_on, number)
    where submitted_at is not null;
