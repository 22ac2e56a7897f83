use charter_store::Document;
use charter_types::{EntityTags, ResourceKey, Revision};

use super::not_found;
use crate::EngineError;

/// `If-Match` and `If-None-Match` (RFC 9110, section 13.1) of a request that changes one document.
#[derive(Debug, Clone, Default)]
pub struct Preconditions {
    /// Go on only when the document's revision is one of these.
    pub if_match: Option<EntityTags>,
    /// Go on only when the document's revision is none of these.
    pub if_none_match: Option<EntityTags>,
}

impl Preconditions {
    /// # Errors
    /// [`EngineError::PreconditionFailed`] with the revision that there is.
    pub(crate) fn check(&self, current: Option<&Document>) -> Result<(), EngineError> {
        let current = current.map(|document| document.rev);
        let holds = self.if_match.as_ref().is_none_or(|tags| tags.if_match_holds(current))
            && self.if_none_match.as_ref().is_none_or(|tags| tags.if_none_match_holds(current));
        if holds {
            return Ok(());
        }
        Err(EngineError::PreconditionFailed { current_rev: current.unwrap_or(Revision::ZERO) })
    }

    /// The document, for an operation that needs one.
    ///
    /// # Errors
    /// When there is none: [`EngineError::PreconditionFailed`] if the client said which it expects, otherwise
    /// [`EngineError::NotFound`]. When there is one: as [`Preconditions::check`].
    pub(super) fn check_existing<'a>(
        &self,
        current: Option<&'a Document>,
        key: &ResourceKey,
    ) -> Result<&'a Document, EngineError> {
        match current {
            None if self.if_match.is_none() => Err(not_found(key)),
            None => Err(EngineError::PreconditionFailed { current_rev: Revision::ZERO }),
            Some(document) => self.check(Some(document)).map(|()| document),
        }
    }
}
