//! Who holds how many connections: so that no caller, and no crowd of idle ones, keeps others out.

use crate::limit::network;
use ipnet::IpNet;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use tokio::sync::Notify;

/// The places for connections. A caller is an IPv4 address, or an IPv6 network of 64 bits.
///
/// When all places are taken, whoever has been idle longest gives way to whoever comes; so thousands of
/// idle connections keep nobody out. Connections whose request is being answered never give way.
#[derive(Debug)]
pub struct Places {
    open: Mutex<Open>,
    total: usize,
    per_caller: usize,
    proxies: Vec<IpNet>,
}

#[derive(Debug, Default)]
struct Open {
    next: u64,
    connections: HashMap<u64, Connection>,
}

#[derive(Debug)]
struct Connection {
    caller: IpAddr,
    /// Since when nothing has been asked; `None` while a request is being answered.
    idle: Option<Instant>,
    end: Arc<Notify>,
}

impl Places {
    /// `total` places, of which one caller has `per_caller` at most. The district's own proxies speak
    /// for many callers, and have no limit of their own.
    #[must_use]
    pub fn new(total: usize, per_caller: usize, proxies: Vec<IpNet>) -> Arc<Self> {
        Arc::new(Self {
            open: Mutex::default(),
            total,
            per_caller,
            proxies,
        })
    }

    /// A place for a connection of this peer; `None` when everybody who might give way is busy.
    #[must_use]
    pub fn take(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let caller = network(peer);
        let mut open = self.open();
        let is_proxy = self
            .proxies
            .iter()
            .any(|net| net.contains(&peer.to_canonical()));
        let held = open
            .connections
            .values()
            .filter(|connection| connection.caller == caller)
            .count();
        if held >= self.per_caller && !is_proxy {
            open.give_way(Some(caller))?;
        } else if open.connections.len() >= self.total {
            open.give_way(None)?;
        }
        let id = open.next;
        open.next += 1;
        let end = Arc::new(Notify::new());
        open.connections.insert(
            id,
            Connection {
                caller,
                idle: Some(Instant::now()),
                end: end.clone(),
            },
        );
        Some(Place {
            places: self.clone(),
            id,
            end,
        })
    }

    /// How many places are taken.
    #[cfg(test)]
    fn taken(&self) -> usize {
        self.open().connections.len()
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_idle(&self, id: u64, idle: Option<Instant>) {
        if let Some(connection) = self.open().connections.get_mut(&id) {
            connection.idle = idle;
        }
    }
}

impl Open {
    /// Ends the connection that has been idle longest, of one caller or of all.
    fn give_way(&mut self, caller: Option<IpAddr>) -> Option<()> {
        let (_, id) = self
            .connections
            .iter()
            .filter(|(_, connection)| caller.is_none_or(|caller| connection.caller == caller))
            .filter_map(|(id, connection)| Some((connection.idle?, *id)))
            .min()?;
        self.connections.remove(&id)?.end.notify_one();
        Some(())
    }
}

/// A place that is taken, until it is dropped.
#[derive(Debug)]
pub struct Place {
    places: Arc<Places>,
    id: u64,
    end: Arc<Notify>,
}

impl Place {
    /// Notes that something is asked for just now.
    pub fn touch(&self) {
        self.places.set_idle(self.id, Some(Instant::now()));
    }

    /// Marks the connection as busy until the mark is dropped.
    #[must_use]
    pub fn busy(self: &Arc<Self>) -> Busy {
        self.places.set_idle(self.id, None);
        Busy(self.clone())
    }

    /// Over when the connection has to give way to another.
    pub async fn given_away(&self) {
        self.end.notified().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.open().connections.remove(&self.id);
    }
}

/// A request that is being answered.
#[derive(Debug)]
pub struct Busy(Arc<Place>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.places.set_idle(self.0.id, Some(Instant::now()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    async fn is_over(place: &Place) -> bool {
        tokio::select! {
            biased;
            () = place.given_away() => true,
            () = std::future::ready(()) => false,
        }
    }

    #[tokio::test]
    async fn whoever_was_idle_longest_gives_way_and_whoever_is_busy_stays() {
        let places = Places::new(3, 3, Vec::new());
        let [busy, idle, later] = ["203.0.113.1", "203.0.113.2", "203.0.113.3"]
            .map(|peer| Arc::new(places.take(ip(peer)).unwrap()));
        let working = busy.busy();
        let newcomer = places.take(ip("198.51.100.1")).unwrap();
        assert!(is_over(&idle).await, "the first idle one gives way");
        assert!(!is_over(&busy).await && !is_over(&later).await);
        assert_eq!(places.taken(), 3);
        drop((working, idle, newcomer));
        assert_eq!(places.taken(), 2);
        let (_a, _b) = (later.busy(), busy.busy());
        let third = Arc::new(places.take(ip("198.51.100.2")).unwrap());
        let _c = third.busy();
        assert!(places.take(ip("198.51.100.3")).is_none(), "all are busy");
    }

    #[tokio::test]
    async fn one_caller_holds_only_so_many_and_a_proxy_as_many_as_there_are() {
        let places = Places::new(100, 2, vec!["10.0.0.0/8".parse().unwrap()]);
        let first = places.take(ip("2001:db8::1")).unwrap();
        let _second = places.take(ip("2001:db8::2")).unwrap();
        let _third = places.take(ip("2001:db8::3")).unwrap();
        assert!(is_over(&first).await, "the caller's own first gives way");
        let _own: Vec<_> = (0..50).map(|_| places.take(ip("10.1.2.3"))).collect();
        assert_eq!(places.taken(), 52);
        let _mapped: Vec<_> = (0..3).map(|_| places.take(ip("::ffff:10.1.2.3"))).collect();
        assert_eq!(places.taken(), 55);
    }
}
