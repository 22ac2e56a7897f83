use bytes::Bytes;
use charter_auth::Rights;
use charter_store::NewEvent;
use charter_types::{EventType, Partition, Principal, RequestId};

/// Who changes runs and missions, where, and on which request.
#[derive(Debug, Clone)]
pub(crate) struct WorkAuthor {
    pub(crate) partition: Partition,
    pub(crate) principal: Principal,
    pub(crate) request_id: Option<RequestId>,
}

impl WorkAuthor {
    pub(crate) fn of_request(rights: &Rights, request_id: Option<RequestId>) -> Self {
        Self { partition: rights.partition().clone(), principal: rights.principal().clone(), request_id }
    }

    /// The engine itself, in a partition.
    pub(crate) fn engine(partition: Partition) -> Self {
        let principal = "service:charter".parse().expect("the engine's name is a principal");
        Self { partition, principal, request_id: None }
    }

    pub(super) fn event(&self, family: &'static str, event_type: &EventType, subject: &str, data: Bytes) -> NewEvent {
        NewEvent {
            family: family.into(),
            event_type: event_type.as_str().to_owned().into(),
            partition: self.partition.clone(),
            subject: subject.to_owned(),
            actor: self.principal.clone(),
            correlation_id: self.request_id.as_deref().map(str::to_owned),
            causation_id: None,
            data,
        }
    }
}
