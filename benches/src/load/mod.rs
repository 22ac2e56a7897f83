//! The client: it shares the processors with the server, so it is as cheap as can be, and it is the same for every
//! server. One thread, requests that are written ahead and only filled in, answers read no further than needed.

mod connection;
mod crew;
mod requests;
mod subscribers;
mod work;

pub use connection::{Answer, Connection, revision};
pub use crew::{Crew, Until};
pub use requests::{
    BodyTemplate, PREFIX, get_request, json_request, key, list_request, put_request, value, watch_request,
};
pub use subscribers::{EventCounter, EventReader, Gate, Subscribers, first_event};
pub use work::{Gated, Gets, InTurn, Puts, Repeated, Work};
