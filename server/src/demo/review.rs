//! The office's side of the demonstration: reviews, decisions, and what becomes of partnerships.

use super::Demo;
use chrono::{DateTime, Days, TimeDelta, Utc};
use partnership::agreement;
use partnership::application::Stage;
use partnership::change::Asked;
use partnership::form::Answers;
use partnership::id::ApplicationId;
use partnership::level;
use partnership::proposal::Proposal;
use partnership::review::Finding;
use partnership::term;
use partnership::text::Lang;
use store::Asker;
use store::application::Act;
use store::decision::Decision;
use store::partnership::Approval;
use store::review::Judged;

impl Demo<'_> {
    pub(super) async fn review(
        &mut self,
        application: &ApplicationId,
        goal: Stage,
        answers: &Answers,
        at: DateTime<Utc>,
    ) -> anyhow::Result<()> {
        let reviewer = if self.chance.below(3) == 0 {
            self.colleague.clone()
        } else {
            self.office.clone()
        };
        let seen = self.version(application, &reviewer).await?;
        self.store
            .start_review(
                &reviewer,
                application,
                Act {
                    key: &store::fresh::id(),
                    seen,
                    at,
                    mails: &[],
                },
            )
            .await?;
        let judged = if goal == Stage::InReview {
            self.profile.criteria.len() / 2
        } else {
            self.profile.criteria.len()
        };
        let findings: Vec<Judged> = self
            .profile
            .criteria
            .iter()
            .take(judged)
            .enumerate()
            .map(|(at, criterion)| {
                let finding = if goal != Stage::Approved && at == 1 {
                    Finding::NeedsMore
                } else {
                    Finding::Met
                };
                (criterion.slug.clone(), finding, String::new(), 0).into()
            })
            .collect();
        self.store
            .judge(&reviewer, application, &findings, at + TimeDelta::hours(1))
            .await?;
        if goal == Stage::InReview {
            return Ok(());
        }
        let at = at + TimeDelta::hours(30 + self.chance.below(200) as i64);
        let at = at.min(self.now - TimeDelta::minutes(5));
        let proposal = Proposal::read(self.profile, &self.profile.form.frozen(answers));
        let level = self.level(answers);
        let proposed = agreement::proposed(self.profile, answers);
        let kind = proposed
            .first()
            .map(|proposed| proposed.kind)
            .or(self.profile.agreements.first());
        let agreement = kind.map(|kind| kind.value.clone()).unwrap_or_default();
        let needs_agreement = self.profile.needs_agreement(&level);
        let (places, services) = (self.places(&proposal), self.services(&proposal));
        let steps: Vec<String> = self
            .profile
            .form
            .steps()
            .take(2)
            .map(|step| step.slug.clone())
            .collect();
        let asked = Asked {
            steps,
            ..Asked::default()
        };
        let route = self
            .profile
            .routes
            .iter()
            .find(|route| !route.application)
            .map(|route| route.slug.clone())
            .unwrap_or_default();
        let ends_on = term::proposed(self.profile, answers, at.date_naive());
        let ends_on = ends_on.map(|proposed| proposed.day);
        let decision = match goal {
            Stage::ChangesRequested => Decision::RequestChanges {
                asked: &asked,
                body: "Tell us more about these two points, so that we can go on.",
                due_on: at.date_naive() + Days::new(u64::from(self.profile.setting.change_days)),
            },
            Stage::Declined => Decision::Decline {
                reason: "The proposal does not link to one of the district's support areas.",
            },
            Stage::Redirected => Decision::Redirect {
                route: &route,
                body: "Another of the district's processes fits this proposal better.",
            },
            _ => Decision::Approve(Approval {
                proposed: "",
                why_level: "",
                why_agreement: "",
                level: &level,
                agreement: if needs_agreement { &agreement } else { "" },
                ends_on,
                conditions: "",
                proposal: &proposal,
                needs_agreement,
                criteria: &[],
                places: &places,
                services: &services,
            }),
        };
        let seen = self.version(application, &reviewer).await?;
        self.store
            .decide(
                &reviewer,
                application,
                decision,
                Act {
                    key: &store::fresh::id(),
                    seen,
                    at,
                    mails: &[],
                },
            )
            .await?;
        if goal == Stage::Approved {
            self.live(application, &reviewer, at).await?;
        }
        Ok(())
    }

    /// Takes a partnership on: agreement, on-boarding, work, and for a few an end.
    async fn live(
        &mut self,
        application: &ApplicationId,
        reviewer: &Asker,
        mut at: DateTime<Utc>,
    ) -> anyhow::Result<()> {
        for _ in 0..self.chance.below(4) {
            let partnership = self.store.partnership_of(application).await?;
            at += TimeDelta::days(4 + self.chance.below(20) as i64);
            let Some((action, _)) = partnership.stage.moves().first() else {
                break;
            };
            let is_end = *action == partnership::partnership::Action::End;
            if at >= self.now || (is_end && self.chance.below(5) != 0) {
                break;
            }
            let reason = if is_end {
                "The program ran its course."
            } else {
                ""
            };
            self.store
                .move_partnership(
                    reviewer,
                    &partnership.id,
                    *action,
                    reason,
                    partnership.version,
                    &store::fresh::id(),
                    at,
                )
                .await?;
        }
        Ok(())
    }

    /// The level that the answers propose; the last of the list where they propose none.
    fn level(&self, answers: &Answers) -> String {
        let levels = &self.profile.levels;
        let level = level::proposed(self.profile, answers)
            .map_or(levels.last(), |proposed| Some(proposed.level));
        level.map(|level| level.slug.clone()).unwrap_or_default()
    }

    fn places(&self, proposal: &Proposal) -> String {
        let names = proposal
            .sites
            .iter()
            .filter_map(|slug| self.profile.school(slug))
            .map(|school| school.name.as_str());
        names.collect::<Vec<_>>().join(" ")
    }

    fn services(&self, proposal: &Proposal) -> String {
        let mut words = Vec::new();
        for (area, service) in &proposal.services {
            if let Some((area, service)) = self.profile.service(&format!("{area}/{service}")) {
                for lang in Lang::ALL {
                    words.push(area.name.get(lang));
                    words.push(service.label.get(lang));
                }
            }
        }
        words.join(" ")
    }
}
