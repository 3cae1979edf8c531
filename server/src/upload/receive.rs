//! Receiving a form with its files: fields first, each file as it comes onto the disk and no further than it may.

use super::content::check;
use super::desk::Desk;
use super::scan::{Scan, scan};
use super::slowly::Slowly;
use crate::Server;
use crate::bound::is_too_large;
use app::act::Came;
use app::current::Current;
use app::error::AppError;
use app::talk;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header;
use multer::{Field, Multipart};
use partnership::form::Kind;
use partnership::form::file::{FileType, clean_name, is_telephone_photo};
use partnership::invalid::FileFault;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::upload::Arrived;
use tokio::time::timeout;

/// Why nothing could be read.
pub(super) enum Broken {
    /// It is larger than it may be.
    TooLarge,
    /// It is not whole, or no form.
    Incomplete,
}

/// The most bytes of all typed fields together.
const TYPED: usize = crate::router::BODY_LIMIT;
/// The most fields, files among them.
const FIELDS: usize = 4_000;

/// Reads the whole request.
pub(super) async fn all(
    server: &Server,
    current: &Current,
    form: Option<talk::Kind>,
    request: Request,
) -> Result<Came, Broken> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().to_owned();
    let body = request.into_body();
    if kind.starts_with(super::PLAIN) {
        return urlencoded(body).await;
    }
    let boundary = multer::parse_boundary(kind).map_err(|_| Broken::Incomplete)?;
    // With none every two hyphens would part the form.
    if boundary.is_empty() {
        return Err(Broken::Incomplete);
    }
    let given = Arc::new(AtomicUsize::new(0));
    let source = Slowly::new(body.into_data_stream(), given.clone());
    let mut receiver = Receiver {
        server,
        current,
        form,
        came: Came::default(),
        desk: None,
        typed: 0,
    };
    let mut parts = Multipart::new(source, boundary);
    let patience = server.patience.body;
    for _ in 0..FIELDS {
        given.store(0, Ordering::Relaxed);
        let next = timeout(patience, parts.next_field()).await;
        let Some(field) = next.map_err(|_| Broken::Incomplete)?.map_err(broken)? else {
            return Ok(receiver.came);
        };
        given.store(usize::MAX, Ordering::Relaxed);
        receiver.take(field).await?;
    }
    Err(Broken::TooLarge)
}

/// A form without files may come as any other, and was read whole as any other: see [`crate::bound::whole`].
async fn urlencoded(body: Body) -> Result<Came, Broken> {
    let body = to_bytes(body, TYPED).await.map_err(|_| Broken::TooLarge)?;
    let fields = app::url::pairs(&String::from_utf8_lossy(&body));
    if fields.len() > FIELDS {
        return Err(Broken::TooLarge);
    }
    Ok(Came {
        fields,
        ..Came::default()
    })
}

fn broken(error: multer::Error) -> Broken {
    match error {
        multer::Error::StreamSizeExceeded { .. } => Broken::TooLarge,
        multer::Error::StreamReadFailed(cause) if is_too_large(cause.as_ref()) => Broken::TooLarge,
        _ => Broken::Incomplete,
    }
}

struct Receiver<'a> {
    server: &'a Server,
    current: &'a Current,
    /// The message or note; nothing for a step.
    form: Option<talk::Kind>,
    came: Came,
    /// The form the files are for, found when the first one comes.
    desk: Option<Result<Desk, AppError>>,
    typed: usize,
}

impl Receiver<'_> {
    async fn take(&mut self, mut field: Field<'_>) -> Result<(), Broken> {
        let name = field.name().unwrap_or_default().to_owned();
        let Some(sent) = field.file_name().map(str::to_owned) else {
            let mut bytes = Vec::new();
            while let Some(chunk) = self.chunk(&mut field).await? {
                self.typed += chunk.len();
                if self.typed > TYPED {
                    return Err(Broken::TooLarge);
                }
                bytes.extend_from_slice(&chunk);
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            self.came.fields.push((name, text));
            return Ok(());
        };
        // A control in which no file was chosen sends an empty one without a name.
        let first = self.chunk(&mut field).await?;
        if sent.is_empty() && first.as_ref().is_none_or(|bytes| bytes.is_empty()) {
            return Ok(());
        }
        let question = name
            .strip_prefix("files[")
            .and_then(|rest| rest.strip_suffix(']'));
        let fault = match question {
            Some(question) => self.file(question, &sent, first, &mut field).await?,
            None => None,
        };
        if let (Some(question), Some(fault)) = (question, fault) {
            let fault = (question.to_owned(), clean_name(&sent), fault);
            self.came.faults.push(fault);
        }
        // What is left of it is read and forgotten.
        while self.chunk(&mut field).await?.is_some() {}
        Ok(())
    }

    async fn chunk(&self, field: &mut Field<'_>) -> Result<Option<axum::body::Bytes>, Broken> {
        let patience = self.server.patience.body;
        let chunk = timeout(patience, field.chunk()).await;
        chunk.map_err(|_| Broken::Incomplete)?.map_err(broken)
    }

    /// Receives a file and checks it. `Some` when it cannot be taken; nothing of it stays then.
    async fn file(
        &mut self,
        question: &str,
        sent: &str,
        first: Option<axum::body::Bytes>,
        field: &mut Field<'_>,
    ) -> Result<Option<FileFault>, Broken> {
        if self.desk.is_none() {
            self.desk = Some(Desk::find(self.current, self.form, &self.came.fields).await);
        }
        let asked = match &self.desk {
            Some(Ok(desk)) => desk.takes(question),
            Some(Err(error)) => {
                self.came.error = Some(error.clone());
                None
            }
            None => None,
        };
        let Some(Kind::File {
            types,
            max,
            megabytes,
        }) = asked
        else {
            return Ok(None);
        };
        let before = |arrived: &&Arrived| arrived.field == question;
        if self.came.files.iter().filter(before).count() >= max {
            return Ok(Some(FileFault::TooMany { max }));
        }
        let name = clean_name(sent);
        let kind = FileType::of_name(&name).filter(|kind| types.contains(kind));
        let Some(kind) = kind else {
            return Ok(Some(if is_telephone_photo(&name) {
                FileFault::Photo
            } else {
                FileFault::Type
            }));
        };
        let mut part = match self.current.site.store.begin_file().await {
            Ok(part) => part,
            Err(error) => {
                self.came.error = Some(error.into());
                return Ok(None);
            }
        };
        let most = megabytes * 1024 * 1024;
        let mut next = first;
        while let Some(bytes) = next {
            if part.size() + bytes.len() as u64 > most {
                return Ok(Some(FileFault::Large { megabytes }));
            }
            if let Err(error) = part.write(&bytes).await {
                self.came.error = Some(store::Error::from(error).into());
                return Ok(None);
            }
            next = self.chunk(field).await?;
        }
        if part.size() == 0 {
            return Ok(Some(FileFault::Empty));
        }
        if let Err(error) = part.flush().await {
            self.came.error = Some(store::Error::from(error).into());
            return Ok(None);
        }
        let path = part.path().to_owned();
        if let Some(fault) = self.judged(path, kind).await {
            return Ok(Some(fault));
        }
        self.came.files.push(Arrived {
            field: question.to_owned(),
            max,
            name,
            kind,
            part,
        });
        Ok(None)
    }

    /// What is wrong with the bytes.
    async fn judged(&self, path: std::path::PathBuf, kind: FileType) -> Option<FileFault> {
        let _turn = self.server.checks.acquire().await;
        let looked = path.clone();
        let found = tokio::task::spawn_blocking(move || check(&looked, kind)).await;
        match found {
            Ok(Ok(None)) => {}
            Ok(Ok(fault)) => return fault,
            Ok(Err(error)) => {
                tracing::error!(%error, "a file could not be checked");
                return Some(FileFault::Unchecked);
            }
            Err(error) => {
                tracing::error!(%error, "the check of a file ended in a panic");
                return Some(FileFault::Damaged);
            }
        }
        match scan(&self.server.config.scan, &path).await {
            Scan::Clean => None,
            Scan::Found => Some(FileFault::Flagged),
            Scan::Unknown => Some(FileFault::Unchecked),
        }
    }
}
