-- What waits for one person, or for nobody yet, by its due day: found without stepping over what waits for others.
create index application_waiting on application (district_id, assignee_id, due_on is null, due_on, number)
    where stage in ('submitted', 'in-review');
