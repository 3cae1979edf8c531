//! Mails handed over encrypted, to a mail server whose certificate the tests sign themselves.

use super::deliver::Scene;
use super::postman::{Postman, Way};
use partnership::mail::State;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use server::mail::Patience;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// An authority of certificates that no browser knows, and its certificate in a file.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    file: PathBuf,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let own = params.self_signed(&key).unwrap();
        let name = format!("authority-{}.pem", store::fresh::id());
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&file, own.pem()).unwrap();
        Self {
            issuer: Issuer::new(params, key),
            file,
        }
    }

    /// What a mail server of this name encrypts with.
    fn sign(&self, host: &str) -> TlsAcceptor {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        let signed = params.signed_by(&key, &self.issuer).unwrap();
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![signed.der().clone()],
                PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
            )
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }

    fn path(&self) -> &str {
        self.file.to_str().unwrap()
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.file);
    }
}

/// Hands one mail over with these settings, and gives what became of it.
async fn handed_over(smtp: &str, authority: &str) -> (State, String) {
    let scene = Scene::with(&["a@x.org"]).await;
    let patience = Patience {
        connect: Duration::from_secs(10),
        mail: Duration::from_secs(10),
    };
    scene.post_by(smtp, authority, patience).run_dry().await;
    let mail = scene.mail("a@x.org").await;
    (mail.state, mail.error.unwrap_or_default())
}

#[tokio::test]
async fn a_mail_goes_encrypted_from_the_first_byte() {
    let authority = Authority::new();
    let postman = Postman::reached(Way::Tls(authority.sign("localhost"))).await;
    let smtp = format!("smtps://localhost:{}", postman.port);
    let (state, error) = handed_over(&smtp, authority.path()).await;
    assert_eq!(state, State::Sent, "{error}");
    assert_eq!(
        (postman.addressees(), postman.secured()),
        (vec!["a@x.org".to_owned()], 1)
    );
}

#[tokio::test]
async fn a_mail_goes_encrypted_after_starttls_and_nothing_before_it() {
    let authority = Authority::new();
    let postman = Postman::reached(Way::StartTls(authority.sign("localhost"))).await;
    postman.ask_for_account("trellis", "secret");
    let smtp = format!(
        "smtp://trellis:secret@localhost:{}?tls=required",
        postman.port
    );
    let (state, error) = handed_over(&smtp, authority.path()).await;
    assert_eq!(state, State::Sent, "{error}");
    assert_eq!(
        (postman.addressees(), postman.secured()),
        (vec!["a@x.org".to_owned()], 1)
    );
    let heard = postman.commands();
    let begins = heard.iter().position(|line| line == "STARTTLS").unwrap();
    let open: Vec<&String> = heard.iter().take(begins).collect();
    assert!(
        open.iter().all(|line| line.starts_with("EHLO")),
        "in the open: {open:?}"
    );
}

#[tokio::test]
async fn a_certificate_of_nobody_known_or_of_another_name_gets_nothing() {
    let (known, other) = (Authority::new(), Authority::new());
    for (name, trusted, why) in [
        ("localhost", "", "of an authority that nobody knows"),
        ("localhost", other.path(), "of another authority"),
        ("mail.example.org", known.path(), "of another name"),
    ] {
        for starts in [false, true] {
            let tls = known.sign(name);
            let way = if starts {
                Way::StartTls(tls)
            } else {
                Way::Tls(tls)
            };
            let postman = Postman::reached(way).await;
            let smtp = if starts {
                format!("smtp://localhost:{}?tls=required", postman.port)
            } else {
                format!("smtps://localhost:{}", postman.port)
            };
            let (state, error) = handed_over(&smtp, trusted).await;
            assert_eq!(state, State::Failed, "{why}");
            assert!(error.contains("certificate"), "{why}: {error}");
            assert_eq!(postman.addressees(), Vec::<String>::new(), "{why}");
        }
    }
}
