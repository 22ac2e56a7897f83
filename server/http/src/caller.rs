use std::sync::Arc;

use axum::extract::Request;
use charter_api::runtime::{Access, Authenticate, Operation, Refusal};
use charter_auth::Rights;
use charter_types::{ProblemType, RequestId};
use http::{HeaderMap, header};

use crate::{app::Services, layers::Expected, limits::Visit, refuse};

/// Who calls, and the name of the request, which becomes the correlation id of the events that it leads to.
pub struct Caller {
    pub(crate) rights: Arc<Rights>,
    pub(crate) request_id: Option<RequestId>,
}

impl Authenticate for Services {
    type Caller = Caller;

    fn authenticate(&self, operation: &'static Operation, request: &Request) -> Result<Caller, Refusal> {
        let token = bearer_token(request.headers())?;
        let rights = self.authority.verify(token, self.clock.now()).map_err(|error| refuse::unauthenticated(&error))?;
        if let Some(rates) = &self.rates {
            rates.count_principal(&rights).map_err(refuse::too_many_of_principal)?;
        }
        let access = match operation.access {
            Access::Write => charter_auth::Access::Write,
            Access::Decide => charter_auth::Access::Decide,
            Access::Read | Access::Public => charter_auth::Access::Read,
        };
        rights.may(operation.family, access).map_err(|denial| refuse::forbidden(&denial))?;
        let expected = Expected::of(operation, request);
        let holding = self.holdings.admit(&rights, expected.body_bytes, expected.answer_bytes);
        let holding = holding.map_err(refuse::too_much_of_principal)?;
        if let Some(visit) = request.extensions().get::<Visit>() {
            visit.identify(&rights, holding);
        }
        Ok(Caller { rights, request_id: request.extensions().get::<RequestId>().cloned() })
    }
}

/// RFC 6750, section 2.1; the scheme's name is compared without regard to case (RFC 9110, section 11.1).
fn bearer_token(headers: &HeaderMap) -> Result<&str, Refusal> {
    let missing = || {
        Refusal::new(
            ProblemType::Unauthenticated,
            "send a capability token as `Authorization: Bearer …`; `charter token show` prints the local operator's",
        )
    };
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).ok_or_else(missing)?;
    let (scheme, token) = value.split_once(' ').ok_or_else(missing)?;
    if scheme.eq_ignore_ascii_case("bearer") { Ok(token.trim()) } else { Err(missing()) }
}
