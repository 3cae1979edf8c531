//! A server that listens, and lines to it that are as slow as a test wants.

use crate::harness::World;
use server::config::Config;
use server::serve::{self, Patience};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// What the product promises: no slow caller is kept longer than this.
pub const PROMISE: Duration = Duration::from_secs(15);

/// Whether the long round was asked for, with a thousand callers and the times of the product.
pub fn is_long() -> bool {
    std::env::var("TRELLIS_LONG").is_ok()
}

/// How many slow callers there are, and how long the server waits for them.
pub fn round() -> (usize, Patience) {
    if is_long() {
        return (1000, Patience::default());
    }
    let second = Duration::from_secs(1);
    let patience = Patience {
        head: second,
        body: second,
        read: second,
        ..Patience::default()
    };
    (50, patience)
}

/// A server that listens on a port of its own.
pub struct Listening {
    /// Its address.
    pub address: SocketAddr,
    /// What it serves.
    pub world: World,
    end: Option<oneshot::Sender<()>>,
    served: JoinHandle<anyhow::Result<()>>,
}

impl Listening {
    /// Serves, with room for everybody unless the settings say otherwise.
    pub async fn with(config: Config, patience: Patience) -> Self {
        let mut world = World::with(config).await;
        world.server = world.server.waiting(patience);
        let listener = serve::listen((Ipv4Addr::LOCALHOST, 0).into())
            .await
            .unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel();
        let server = world.server.clone();
        let served = tokio::spawn(async move {
            serve::serve(server, listener, async { drop(ended.await) }).await
        });
        Self {
            address,
            world,
            end: Some(end),
            served,
        }
    }

    /// A server with many places for one caller.
    pub async fn roomy(patience: Patience) -> Self {
        let config = Config {
            connections: 4000,
            connections_per_caller: 4000,
            ..World::config()
        };
        Self::with(config, patience).await
    }

    /// Ends the server, and gives how long that took.
    pub async fn end(mut self) -> Duration {
        let start = Instant::now();
        drop(self.end.take());
        self.served.await.unwrap().unwrap();
        start.elapsed()
    }

    /// A line to the server.
    pub async fn line(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// A line from another address of this machine, which takes in little at a time.
    pub async fn line_from(&self, last: u8) -> TcpStream {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4096).unwrap();
        let own: IpAddr = Ipv4Addr::new(127, 0, 0, last).into();
        socket.bind((own, 0).into()).unwrap();
        socket.connect(self.address).await.unwrap()
    }

    /// Somebody who asks for a page over and over until `others` is over: how often, and how long the
    /// slowest answer took. Every answer must be good.
    pub async fn while_asking<T>(&self, others: impl Future<Output = T>) -> (T, usize, Duration) {
        let mut slowest = Duration::ZERO;
        let mut answered = 0;
        tokio::pin!(others);
        loop {
            let one = async {
                let start = Instant::now();
                let answer = ask(self.line().await, "/sign-in").await;
                (answer, start.elapsed())
            };
            tokio::select! {
                done = &mut others => return (done, answered, slowest),
                (answer, took) = one => {
                    assert!(answer.starts_with("HTTP/1.1 200"), "others are served: {answer}");
                    slowest = slowest.max(took);
                    answered += 1;
                }
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// Asks for a page over a line that is closed afterwards. Gives the whole answer.
pub async fn ask(mut line: TcpStream, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    line.write_all(request.as_bytes()).await.unwrap();
    rest(&mut line).await
}

/// What comes until the line is closed.
pub async fn rest(line: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    // A line that the server cuts off ends in an error; what came before counts.
    let _ = line.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// How long each of these took: the slowest. Fails when one took longer than the product promises; where a thousand
/// callers take the server's processor themselves, when it took twice as long.
pub fn slowest(name: &str, times: &[Duration]) -> Duration {
    let slowest = times.iter().max().copied().unwrap_or_default();
    println!(
        "{name}: {} closed, the slowest after {slowest:?}",
        times.len()
    );
    let most = if is_long() { PROMISE * 2 } else { PROMISE };
    assert!(slowest < most, "{name}: one was kept for {slowest:?}");
    slowest
}
