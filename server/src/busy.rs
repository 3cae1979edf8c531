//! Overload: answers as many requests at once as it answers well, and asks the others to come back.

use crate::Server;
use crate::place::Place;
use crate::refusal::refused;
use app::refusal::Refusal;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// Lets a request in when there is room, else says at once that it is busy: whoever waits in a long queue
/// gets nothing sooner, and makes all others wait, too. Files and the checks of health pass by outside.
pub async fn shed(State(server): State<Server>, request: Request, next: Next) -> Response {
    let Ok(_room) = server.room.try_acquire() else {
        return refused(Refusal::Busy);
    };
    let place = request.extensions().get::<Arc<Place>>().cloned();
    let _busy = place.as_ref().map(Place::busy);
    next.run(request).await
}
