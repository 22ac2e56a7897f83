//! What the generated error enums are made of.

/// Defines an operation's error: one variant a documented problem, and [`Error`](crate::Error) for the rest.
macro_rules! operation_error {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $($variant:ident = $status:literal $description:literal),* $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!($status, ": ", $description)] $variant($crate::ProblemAnswer),)*
            /// Anything else: another problem, or no answer that could be read.
            Other($crate::Error),
        }

        impl $name {
            /// The problem that the server answered with.
            pub fn problem(&self) -> Option<&charter_types::Problem> {
                match self {
                    $(Self::$variant(answer) => Some(answer.problem()),)*
                    Self::Other(error) => error.problem(),
                }
            }

            /// The answer's HTTP status, when there was an answer.
            pub fn status(&self) -> Option<http::StatusCode> {
                match self {
                    $(Self::$variant(answer) => Some(answer.status()),)*
                    Self::Other(error) => error.status(),
                }
            }

            /// What names the request in the server's log, when there was an answer.
            pub fn request_id(&self) -> Option<charter_types::RequestId> {
                match self {
                    $(Self::$variant(answer) => answer.request_id(),)*
                    Self::Other(error) => error.request_id(),
                }
            }

            /// Whether the request may have reached the server, and so may have had its effect.
            pub fn may_have_been_sent(&self) -> bool {
                match self {
                    Self::Other(error) => error.may_have_been_sent(),
                    _ => true,
                }
            }

            /// Whether there is no such thing (404).
            pub fn is_not_found(&self) -> bool {
                self.status() == Some(http::StatusCode::NOT_FOUND)
            }

            /// Whether a precondition or a guard does not hold (412).
            pub fn is_precondition_failed(&self) -> bool {
                self.status() == Some(http::StatusCode::PRECONDITION_FAILED)
            }

            /// Whether the caller already has what it asked for (304).
            pub fn is_not_modified(&self) -> bool {
                self.status() == Some(http::StatusCode::NOT_MODIFIED)
            }
        }

        impl From<$crate::Error> for $name {
            fn from(error: $crate::Error) -> Self {
                match error {
                    $crate::Error::Problem(answer) => match answer.status().as_u16() {
                        $($status => Self::$variant(answer),)*
                        _ => Self::Other($crate::Error::Problem(answer)),
                    },
                    other => Self::Other(other),
                }
            }
        }
        impl From<$name> for $crate::Error {
            fn from(error: $name) -> Self {
                match error {
                    $($name::$variant(answer) => Self::Problem(answer),)*
                    $name::Other(error) => error,
                }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$variant(answer) => answer.fmt(formatter),)*
                    Self::Other(error) => error.fmt(formatter),
                }
            }
        }
        impl std::error::Error for $name {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                match self {
                    Self::Other(error) => error.source(),
                    _ => None,
                }
            }
        }
        impl $crate::RequestError for $name {
            fn status(&self) -> Option<http::StatusCode> {
                self.status()
            }
        }
    };
}
pub(crate) use operation_error;
