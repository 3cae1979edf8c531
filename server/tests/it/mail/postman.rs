//! A mail server of the tests' own: it takes mails, refuses them, hangs, and loses its connection.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufStream};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// What the mail server does with the mails to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Refuses the address for now.
    Busy,
    /// Refuses the address for good.
    Unknown,
    /// Says nothing to the address, for ever.
    Silent,
    /// Takes the mail, and hangs up in place of saying so.
    HangUp,
    /// Takes the mail, and says nothing, for ever.
    TakeInSilence,
}

/// A mail that was taken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Got {
    /// To whom.
    pub to: String,
    /// Its `Message-ID`.
    pub id: String,
    /// All of it.
    pub text: String,
}

/// How it is reached.
#[derive(Clone)]
pub enum Way {
    /// In the open.
    Plain,
    /// Encrypted from the first byte.
    Tls(TlsAcceptor),
    /// In the open until the other side asks for encryption, which it offers.
    StartTls(TlsAcceptor),
}

/// What the mail server knows and has done.
#[derive(Default)]
struct State {
    got: Vec<Got>,
    /// Every command it heard.
    heard: Vec<String>,
    manners: BTreeMap<String, Manner>,
    /// Whether it offers STARTTLS.
    offers_tls: bool,
    /// How many connections became encrypted.
    secured: usize,
    /// The account it asks for, as `AUTH PLAIN` says it.
    account: Option<String>,
}

/// The mail server, for as long as it is kept.
pub struct Postman {
    /// Where it listens on this machine.
    pub port: u16,
    state: Arc<Mutex<State>>,
    work: JoinHandle<()>,
}

impl Drop for Postman {
    fn drop(&mut self) {
        self.work.abort();
    }
}

impl Postman {
    /// One on a free port, reached in the open.
    pub async fn new() -> Self {
        Self::reached(Way::Plain).await
    }

    /// One on a free port.
    pub async fn reached(way: Way) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = state.clone();
        let work = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, shared.clone(), way.clone()));
            }
        });
        Self { port, state, work }
    }

    /// The setting that leads to it.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// From now on the mails to an address are treated so.
    pub fn treat(&self, address: &str, manner: Manner) {
        let mut state = self.state.lock().unwrap();
        state.manners.insert(address.to_owned(), manner);
    }

    /// From now on every address is treated alike.
    pub fn be_kind(&self) {
        self.state.lock().unwrap().manners.clear();
    }

    /// Asks for an account from now on.
    pub fn ask_for_account(&self, name: &str, password: &str) {
        use base64::Engine as _;
        let text = format!("\0{name}\0{password}");
        let text = base64::engine::general_purpose::STANDARD.encode(text);
        self.state.lock().unwrap().account = Some(text);
    }

    /// What it took, in the order it came.
    pub fn got(&self) -> Vec<Got> {
        self.state.lock().unwrap().got.clone()
    }

    /// To whom it took mails, sorted.
    pub fn addressees(&self) -> Vec<String> {
        let mut all: Vec<String> = self.got().into_iter().map(|got| got.to).collect();
        all.sort();
        all
    }

    /// How many connections became encrypted.
    pub fn secured(&self) -> usize {
        self.state.lock().unwrap().secured
    }

    /// Every command it heard.
    pub fn commands(&self) -> Vec<String> {
        self.state.lock().unwrap().heard.clone()
    }

    /// The commands it heard that begin so.
    pub fn heard(&self, start: &str) -> usize {
        let state = self.state.lock().unwrap();
        state
            .heard
            .iter()
            .filter(|line| line.starts_with(start))
            .count()
    }
}

async fn serve(stream: TcpStream, state: Arc<Mutex<State>>, way: Way) {
    // Whoever hangs up is no failure of the test.
    let _ = lead(stream, state, way).await;
}

async fn lead(stream: TcpStream, state: Arc<Mutex<State>>, way: Way) -> std::io::Result<()> {
    match way {
        Way::Plain => speak(stream, &state, true).await.map(|_| ()),
        Way::Tls(tls) => {
            let stream = tls.accept(stream).await?;
            state.lock().unwrap().secured += 1;
            speak(stream, &state, true).await.map(|_| ())
        }
        Way::StartTls(tls) => {
            state.lock().unwrap().offers_tls = true;
            let Some(stream) = speak(stream, &state, true).await? else {
                return Ok(());
            };
            let stream = tls.accept(stream).await?;
            state.lock().unwrap().secured += 1;
            speak(stream, &state, false).await.map(|_| ())
        }
    }
}

/// Speaks until the other side takes leave, or wants to go on encrypted: then the stream comes back.
async fn speak<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    state: &Arc<Mutex<State>>,
    greets: bool,
) -> std::io::Result<Option<S>> {
    let mut stream = BufStream::new(stream);
    if greets {
        say(&mut stream, "220 postman").await?;
    }
    let mut to = String::new();
    let mut is_known = false;
    while let Some(line) = hear(&mut stream).await? {
        state.lock().unwrap().heard.push(line.clone());
        let word: String = line.chars().take(4).collect::<String>().to_uppercase();
        let manner =
            |state: &Arc<Mutex<State>>, to: &str| state.lock().unwrap().manners.get(to).copied();
        let needs_account = !is_known && state.lock().unwrap().account.is_some();
        let reply = match word.as_str() {
            "EHLO" => {
                let state = state.lock().unwrap();
                let tls = if state.offers_tls && greets {
                    "250-STARTTLS\r\n"
                } else {
                    ""
                };
                let account = if state.account.is_some() {
                    "250-AUTH PLAIN\r\n"
                } else {
                    ""
                };
                format!("250-postman\r\n250-8BITMIME\r\n{tls}{account}250 SMTPUTF8")
            }
            "STAR" => {
                say(&mut stream, "220 go on").await?;
                return Ok(Some(stream.into_inner()));
            }
            "AUTH" => {
                let given = line.rsplit(' ').next().unwrap_or_default().to_owned();
                is_known = state.lock().unwrap().account.as_ref() == Some(&given);
                if is_known {
                    "235 welcome"
                } else {
                    "535 who are you?"
                }
                .to_owned()
            }
            "MAIL" if needs_account => "530 say who you are".to_owned(),
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                match manner(state, &to) {
                    Some(Manner::Busy) => "451 come back later".to_owned(),
                    Some(Manner::Unknown) => "550 nobody here is called so".to_owned(),
                    Some(Manner::Silent) => std::future::pending().await,
                    _ => "250 ok".to_owned(),
                }
            }
            "DATA" => {
                say(&mut stream, "354 go on").await?;
                let mut text = String::new();
                while let Some(line) = hear(&mut stream).await? {
                    if line == "." {
                        break;
                    }
                    text.push_str(line.strip_prefix('.').unwrap_or(&line));
                    text.push('\n');
                }
                let id = text
                    .lines()
                    .find_map(|line| line.strip_prefix("Message-ID: "))
                    .unwrap_or_default()
                    .to_owned();
                let got = Got {
                    to: to.clone(),
                    id,
                    text,
                };
                state.lock().unwrap().got.push(got);
                match manner(state, &to) {
                    Some(Manner::HangUp) => return Ok(None),
                    Some(Manner::TakeInSilence) => std::future::pending().await,
                    _ => "250 taken".to_owned(),
                }
            }
            "QUIT" => {
                say(&mut stream, "221 bye").await?;
                return Ok(None);
            }
            _ => "250 ok".to_owned(),
        };
        say(&mut stream, &reply).await?;
    }
    Ok(None)
}

async fn say(stream: &mut (impl AsyncWrite + Unpin), text: &str) -> std::io::Result<()> {
    stream.write_all(format!("{text}\r\n").as_bytes()).await?;
    stream.flush().await
}

/// A line without its end; nothing when the other side has hung up.
async fn hear(stream: &mut (impl AsyncBufRead + Unpin)) -> std::io::Result<Option<String>> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await?;
    Ok((read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned()))
}
