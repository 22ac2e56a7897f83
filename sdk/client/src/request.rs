//! What the generated request builders are made of.

use charter_types::IdempotencyKey;
use serde::Serialize;

use crate::{error::InvalidInput, parameter::Parameter};

/// Marks requests that are sent with `.await`.
#[derive(Debug, Clone, Copy)]
pub struct Asynchronous;

/// What was given to a request so far: the first thing that was wrong is told when it is sent.
#[derive(Debug, Clone)]
pub(crate) struct Input<Mode> {
    operation: &'static str,
    invalid: Option<InvalidInput>,
    #[cfg_attr(not(feature = "blocking"), allow(dead_code, reason = "only a blocking request needs it"))]
    pub(crate) mode: Mode,
}

impl<Mode> Input<Mode> {
    pub(crate) fn new(operation: &'static str, mode: Mode) -> Self {
        Self { operation, invalid: None, mode }
    }

    /// `request` with the value, when it is one.
    pub(crate) fn set<R, T>(
        &mut self,
        request: R,
        parameter: &'static str,
        value: impl Parameter<T>,
        setter: impl FnOnce(R, T) -> R,
    ) -> R {
        match self.read(parameter, value) {
            Some(value) => setter(request, value),
            None => request,
        }
    }

    /// The value, when it is one.
    pub(crate) fn read<T>(&mut self, parameter: &'static str, value: impl Parameter<T>) -> Option<T> {
        value.read().map_err(|reason| self.refuse(parameter, reason)).ok()
    }

    /// The values, when all of them are.
    pub(crate) fn read_all<T>(
        &mut self,
        parameter: &'static str,
        values: impl IntoIterator<Item = impl Parameter<T>>,
    ) -> Option<Vec<T>> {
        values.into_iter().map(|value| self.read(parameter, value)).collect()
    }

    /// The value as JSON, when it can be written as JSON.
    pub(crate) fn json(&mut self, parameter: &'static str, value: impl Serialize) -> Option<serde_json::Value> {
        serde_json::to_value(value).map_err(|error| self.refuse(parameter, error.to_string())).ok()
    }

    /// # Errors
    /// The first thing that was wrong.
    pub(crate) fn check(self) -> Result<&'static str, InvalidInput> {
        match self.invalid {
            Some(invalid) => Err(invalid),
            None => Ok(self.operation),
        }
    }

    /// Tells that something has to be there.
    pub(crate) fn require(&mut self, parameter: &'static str, is_there: bool) {
        if !is_there {
            self.refuse(parameter, "is missing".to_owned());
        }
    }

    /// Tells what is wrong, if nothing was before.
    pub(crate) fn refuse(&mut self, parameter: &'static str, reason: String) {
        let operation = self.operation;
        self.invalid.get_or_insert(InvalidInput { operation, parameter, reason });
    }
}

/// One of several objects that a request takes, as it was given so far.
#[derive(Debug, Clone)]
pub(crate) struct Part<T> {
    value: Option<T>,
    input: Input<()>,
}

impl<T> Part<T> {
    pub(crate) fn new(name: &'static str, make: impl FnOnce(&mut Input<()>) -> Option<T>) -> Self {
        let mut input = Input::new(name, ());
        Self { value: make(&mut input), input }
    }

    /// Puts a member in, when it can be read.
    pub(crate) fn set<M>(
        &mut self,
        read: impl FnOnce(&mut Input<()>) -> Option<M>,
        put: impl FnOnce(&mut T, M, &mut Input<()>),
    ) {
        let member = read(&mut self.input);
        if let (Some(value), Some(member)) = (&mut self.value, member) {
            put(value, member, &mut self.input);
        }
    }

    /// # Errors
    /// The first thing that was wrong.
    pub(crate) fn read(self) -> Result<T, String> {
        match self.input.invalid {
            Some(InvalidInput { operation, parameter, reason }) => Err(format!("{operation}: {parameter}: {reason}")),
            None => self.value.ok_or_else(|| format!("{} is not complete", self.input.operation)),
        }
    }
}

/// A key that no other request has; the same in all attempts of one request.
pub(crate) fn fresh_idempotency_key() -> Option<IdempotencyKey> {
    IdempotencyKey::new(uuid::Uuid::now_v7().to_string()).ok()
}

/// Lets a request be sent: with `.await` or `send`, and by a blocking client.
macro_rules! sends {
    ($request:ident -> $body:ty, $error:ty) => {
        impl<'a> $request<'a> {
            /// Sends the request; `.await` on it does the same.
            ///
            /// # Errors
            /// When something that was given breaks the contract, the server refuses, or no answer comes.
            pub async fn send(self) -> Result<$crate::Answer<$body>, $error> {
                self.execute().await
            }
        }

        impl<'a> std::future::IntoFuture for $request<'a> {
            type Output = Result<$crate::Answer<$body>, $error>;
            type IntoFuture = std::pin::Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;
            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.execute())
            }
        }

        #[cfg(feature = "blocking")]
        impl<'a> $request<'a, $crate::blocking::Blocking<'a>> {
            /// Sends the request and waits for the answer.
            ///
            /// # Errors
            /// When something that was given breaks the contract, the server refuses, or no answer comes.
            pub fn send(self) -> Result<$crate::Answer<$body>, $error> {
                self.input.mode.wait(self.execute())
            }
        }
    };
}
pub(crate) use sends;

/// Lets a list be read page by page and item by item.
macro_rules! pages {
    ($request:ident -> $page:ty, $item:ty, $error:ty) => {
        impl<'a> $request<'a> {
            /// Page after page, each fetched when it is wanted.
            pub fn pages(self) -> $crate::Pages<'a, $crate::Answer<$page>, $error> {
                $crate::pages::pages(self)
            }

            /// Item after item, each page fetched when it is wanted.
            pub fn items(self) -> $crate::Pages<'a, $item, $error> {
                $crate::pages::items(self)
            }
        }

        #[cfg(feature = "blocking")]
        impl<'a> $request<'a, $crate::blocking::Blocking<'a>> {
            /// Page after page, each fetched when it is wanted.
            pub fn pages(self) -> $crate::blocking::Iter<'a, $crate::Pages<'a, $crate::Answer<$page>, $error>> {
                $crate::blocking::Iter::new(self.input.mode, $crate::pages::pages(self))
            }

            /// Item after item, each page fetched when it is wanted.
            pub fn items(self) -> $crate::blocking::Iter<'a, $crate::Pages<'a, $item, $error>> {
                $crate::blocking::Iter::new(self.input.mode, $crate::pages::items(self))
            }
        }
    };
}
pub(crate) use pages;

/// Lets a stream be opened, with what all streams can be told.
macro_rules! streams {
    ($request:ident) => {
        impl<'a, Mode> $request<'a, Mode> {
            /// Goes on from a position that an earlier stream had.
            pub fn resume(mut self, cursor: $crate::stream::StreamCursor) -> Self {
                self.request = self.request.resume(cursor);
                self
            }

            /// How the stream behaves when its connection does not.
            pub fn options(mut self, options: $crate::stream::StreamOptions) -> Self {
                self.request = self.request.options(options);
                self
            }
        }

        impl<'a> $request<'a> {
            /// The stream; it connects when it is first polled.
            pub fn stream(self) -> $crate::stream::EventStream {
                $crate::stream::open(self.request, self.input.check())
            }
        }

        #[cfg(feature = "blocking")]
        impl<'a> $request<'a, $crate::blocking::Blocking<'a>> {
            /// The stream as an iterator that waits for what comes next.
            pub fn stream(self) -> $crate::blocking::Iter<'a, $crate::stream::EventStream> {
                let mode = self.input.mode;
                $crate::blocking::Iter::new(mode, $crate::stream::open(self.request, self.input.check()))
            }
        }
    };
}
pub(crate) use streams;
