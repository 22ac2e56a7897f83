use charter_auth::{Denial, Rights};
use charter_store::Collection;
use charter_types::EventType;

use crate::{approval, artifact, mission, resource, run};

/// What streams need to know of a family of events.
pub(crate) struct StreamedFamily {
    /// Its name, in events and in operations.
    pub(crate) name: &'static str,
    /// Its documents: what a snapshot shows. A document's key is the subject of its events.
    pub(crate) collection: Collection,
    /// The type of the event whose data is a document's body.
    pub(crate) document_event: EventType,
    /// The prefixes of the subjects that start with a prefix and that the rights let see.
    pub(crate) readable_subjects: fn(&Rights, &str) -> Result<Vec<String>, Denial>,
}

/// Every family. What is not in the list is on no stream.
pub(super) static FAMILIES: [StreamedFamily; 5] =
    [resource::STREAMED, mission::STREAMED, run::STREAMED, artifact::STREAMED, approval::STREAMED];
