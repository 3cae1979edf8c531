//! Files beside a step: who may send them, what becomes of them, and where the page goes on.

use super::open::Open;
use super::saving::{Sent, page_of, saved};
use crate::act;
use crate::act::{Came, Form};
use crate::current::Current;
use crate::error::AppError;
use partnership::form::file::Handed;
use partnership::form::{Kind, Question, Step};
use partnership::invalid::{FileFault, Invalid, Problem};
use std::collections::BTreeMap;
use store::draft::Item;
use store::upload::{Arrived, Full, Place, Room};

/// The step that files are sent for, by somebody who may.
#[derive(Debug)]
pub struct Desk {
    step: Step,
}

impl Desk {
    /// Finds it by the fields that stand before the files in the form.
    ///
    /// # Errors
    /// [`AppError::SignedOut`], also with the form of another sign-in; [`AppError::NotFound`];
    /// [`AppError::Refused`] when the step is not open.
    pub async fn find(current: &Current, fields: &[(String, String)]) -> Result<Self, AppError> {
        if current.token().as_deref() != Some(text(fields, "token")) {
            return Err(AppError::SignedOut);
        }
        let open = Open::to_edit(current, text(fields, "id")).await?;
        let current = &current.as_of(open.application.profile_version)?;
        let form = &current.site.profile.form;
        let slug = text(fields, "step");
        let step = form
            .step(slug)
            .filter(|step| !step.is_signature())
            .ok_or(AppError::NotFound)?;
        if open.application.stage.is_editable() && open.is_open(current, slug) {
            let step = open.narrowed(current, step);
            Ok(Self { step })
        } else {
            Err(AppError::Refused)
        }
    }

    /// The question of the step that takes files under this key.
    #[must_use]
    pub fn question(&self, key: &str) -> Option<Question> {
        self.step.file_question(key)
    }
}

/// The files of a form, with all that is needed to add them.
#[derive(Debug)]
pub struct Beside {
    files: Vec<Arrived>,
    faults: Vec<(String, String, FileFault)>,
    error: Option<AppError>,
    room: Room,
    key: String,
}

/// Saves a step with its files. The typed answers are saved first, so that no file costs a word; files that
/// can be taken are taken even where others cannot. Gives the page to go on to.
pub async fn save(current: &Current, came: Came, room: Room) -> (Form, Result<String, AppError>) {
    let field = |name| text(&came.fields, name).to_owned();
    let mut answers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in &came.fields {
        let answer = name
            .strip_prefix("answers[")
            .and_then(|rest| rest.strip_suffix("][]"));
        if let Some(answer) = answer {
            let values = answers.entry(answer.to_owned()).or_default();
            values.push(value.clone());
        }
    }
    let sent = Sent {
        id: field("id"),
        step: field("step"),
        seen: field("seen").parse().unwrap_or(0),
        tab: act::tab(&field("tab")),
        then: field("then"),
        from: field("from"),
        answers,
    };
    let form = Form {
        page: page_of(current, &sent.id, &sent.step),
        token: field("token"),
        typed: sent.typed(),
    };
    let beside = Beside {
        files: came.files,
        faults: came.faults,
        error: came.error,
        room,
        key: act::key(text(&came.fields, "key")),
    };
    let is_own = current.token().as_deref() == Some(form.token.as_str());
    let result = if is_own {
        saved(current, sent, Some(beside)).await
    } else {
        Err(AppError::SignedOut)
    };
    (form, result)
}

/// What became of the files.
pub(super) enum Done {
    /// There were none to add or to remove.
    Nothing,
    /// The draft has other files now; a button asked for nothing more than that, or not.
    Changed {
        /// Where the page goes on, when a button asked for nothing more.
        place: Option<String>,
    },
}

impl Beside {
    /// The same after an item of a group has gone: its files go with it, those of later items move up.
    pub(super) fn without(mut self, gone: Option<&Item>) -> Self {
        if let Some(gone) = gone {
            self.files.retain_mut(|file| gone.move_up(&mut file.field));
            self.faults.retain_mut(|(field, _, _)| gone.move_up(field));
        }
        self
    }

    /// Adds the files, or removes the one whose button was pressed.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the files that could not be taken; what stands against receiving any; and
    /// what the store says.
    pub(super) async fn settle(
        self,
        current: &Current,
        open: &Open,
        step: &Step,
        then: &str,
    ) -> Result<Done, AppError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let store = &current.site.store;
        let place = Place {
            application: &open.application.id,
            slug: &step.slug,
            open: open.is_open(current, &step.slug),
        };
        if let Some(file) = then.strip_prefix("remove-file:") {
            match store
                .remove_file(&open.asker, place, file, current.now)
                .await
            {
                // The first of two clicks has removed it.
                Ok(()) | Err(store::Error::NotFound) => {}
                Err(error) => return Err(error.into()),
            }
            let question = step.questions.iter().find(|q| q.takes_files());
            let anchor = question.map_or("", |question| question.key.as_str());
            return Ok(Done::Changed {
                place: Some(format!("files=removed#{anchor}")),
            });
        }
        let mut faults = self.faults;
        let names: Vec<(String, String, usize)> = self
            .files
            .iter()
            .map(|file| (file.field.clone(), file.name.clone(), file.max))
            .collect();
        let done = store
            .add_files(
                &open.asker,
                place,
                self.files,
                self.room,
                &self.key,
                current.now,
            )
            .await?;
        for ((field, name, max), done) in names.iter().zip(&done) {
            if let Err(full) = done {
                let fault = match full {
                    Full::Question => FileFault::TooMany { max: *max },
                    Full::Application => FileFault::ApplicationFull,
                    Full::District => FileFault::DistrictFull,
                };
                faults.push((field.clone(), name.clone(), fault));
            }
        }
        if !faults.is_empty() {
            return Err(AppError::Invalid(told(step, faults)));
        }
        let upload = then.strip_prefix("upload:");
        match (names.is_empty(), upload) {
            (true, None) => Ok(Done::Nothing),
            (true, Some(anchor)) if step.file_question(anchor).is_some() => {
                let mut invalid = Invalid::default();
                let fault = vec![(String::new(), FileFault::NoneChosen)];
                invalid.add(anchor, Problem::Files(fault));
                Err(AppError::Invalid(invalid))
            }
            (_, upload) => Ok(Done::Changed {
                place: upload.map(|anchor| format!("files=added#{}", own(step, anchor))),
            }),
        }
    }
}

/// The key when the step asks it; nothing that somebody else wrote goes into an address.
fn own(step: &Step, key: &str) -> String {
    let question = step.file_question(key);
    question.map_or_else(String::new, |question| question.key)
}

/// One problem for each question, with all its files.
fn told(step: &Step, faults: Vec<(String, String, FileFault)>) -> Invalid {
    let mut invalid = Invalid::default();
    let mut of_questions: Vec<(String, Vec<(String, FileFault)>)> = Vec::new();
    for (field, name, fault) in faults {
        match of_questions.iter_mut().find(|(known, _)| *known == field) {
            Some((_, files)) => files.push((name, fault)),
            None => of_questions.push((field, vec![(name, fault)])),
        }
    }
    for (field, files) in of_questions {
        if step.file_question(&field).is_some() {
            invalid.add(field, Problem::Files(files));
        }
    }
    invalid
}

/// The files among the answers to a question.
#[must_use]
pub fn handed(question: &Question, answers: &partnership::form::Answers) -> Vec<Handed> {
    match question.kind {
        Kind::File { .. } => {
            let values = answers.all(&question.key).iter();
            values.filter_map(|value| Handed::read(value)).collect()
        }
        _ => Vec::new(),
    }
}

fn text<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields
        .iter()
        .find(|(field, _)| field == name)
        .map_or("", |(_, value)| value.as_str())
}
