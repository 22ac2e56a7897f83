//! Lists that come in pages, as streams.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use charter_types::Cursor;
use futures::{Stream, StreamExt, TryStreamExt, stream};

use crate::Answer;

/// A list as a [`Stream`] of its pages or its items, in the list's order.
///
/// It ends after the last page, or after the first error.
///
/// ```no_run
/// use futures::TryStreamExt;
///
/// # async fn example(client: charter_sdk::Client) -> Result<(), charter_sdk::Error> {
/// let mut resources = client.list_resources().prefix("project/atlas/").items();
/// while let Some(resource) = resources.try_next().await? {
///     println!("{} {}", resource.key, resource.value);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "streams do nothing unless polled"]
pub struct Pages<'a, T, E>(Pin<Box<dyn Stream<Item = Result<T, E>> + Send + 'a>>);

impl<T, E> Stream for Pages<'_, T, E> {
    type Item = Result<T, E>;
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next_unpin(context)
    }
}

impl<T, E> std::fmt::Debug for Pages<'_, T, E> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Pages")
    }
}

/// A request for a list, as its generated builder tells.
pub(crate) trait Paged: Clone + Send {
    type Page: Send;
    type Item: Send;
    type Error: Send;

    /// Fetches the page that starts at `cursor`; without one, at the cursor that the request has itself.
    fn fetch(self, cursor: Option<Cursor>) -> impl Future<Output = Result<Answer<Self::Page>, Self::Error>> + Send;
    fn next_cursor(page: &Self::Page) -> Option<Cursor>;
    fn into_items(page: Self::Page) -> Vec<Self::Item>;
}

/// What is to be fetched next.
enum Next {
    First,
    At(Cursor),
    Nothing,
}

pub(crate) fn pages<'a, R: Paged + 'a>(request: R) -> Pages<'a, Answer<R::Page>, R::Error> {
    Pages(Box::pin(stream::try_unfold((request, Next::First), |(request, next)| async move {
        let cursor = match next {
            Next::First => None,
            Next::At(cursor) => Some(cursor),
            Next::Nothing => return Ok(None),
        };
        let page = request.clone().fetch(cursor).await?;
        let next = R::next_cursor(&page).map_or(Next::Nothing, Next::At);
        Ok(Some((page, (request, next))))
    })))
}

pub(crate) fn items<'a, R: Paged + 'a>(request: R) -> Pages<'a, R::Item, R::Error> {
    let items =
        pages(request).map_ok(|page| stream::iter(R::into_items(page.into_inner()).into_iter().map(Ok))).try_flatten();
    Pages(Box::pin(items))
}
