//! Response bodies: whole, cut short, or far too long.

use hyper::body::{Body as HttpBody, Bytes, Frame, SizeHint};
use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::Sleep;

/// How a body ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Whole,
    /// The connection breaks when what there is has been sent.
    Broken,
}

/// A response body.
pub struct Body {
    parts: VecDeque<Bytes>,
    /// A part to repeat, and how often, before the last of the parts.
    repeat: Option<(Bytes, usize)>,
    exact: Option<u64>,
    end: End,
    pause: Option<Pin<Box<Sleep>>>,
}

/// So that the client has the head and the first half before the connection breaks.
const PAUSE: Duration = Duration::from_millis(20);

impl Body {
    /// All of it, with its length.
    pub fn whole(bytes: Bytes) -> Self {
        Self {
            exact: Some(bytes.len() as u64),
            parts: VecDeque::from([bytes]),
            repeat: None,
            end: End::Whole,
            pause: None,
        }
    }

    /// The beginning of something.
    pub fn cut(bytes: Bytes, end: End) -> Self {
        Self {
            exact: None,
            parts: VecDeque::from([bytes]),
            repeat: None,
            end,
            pause: None,
        }
    }

    /// A page of about that many bytes.
    pub fn huge(size: usize) -> Self {
        let item = Bytes::from(format!(
            "{{\"id\":\"{}\",\"displayName\":\"{}\"}},",
            super::ids::guid(&["huge"]),
            "x".repeat(8000)
        ));
        let times = size / item.len() + 1;
        let parts = VecDeque::from([
            Bytes::from_static(b"{\"value\":["),
            Bytes::from_static(b"{}]}"),
        ]);
        Self {
            exact: None,
            parts,
            repeat: Some((item, times)),
            end: End::Whole,
            pause: None,
        }
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let this = self.get_mut();
        if this.parts.len() == 1
            && let Some((item, left)) = &mut this.repeat
            && *left > 0
        {
            *left -= 1;
            return Poll::Ready(Some(Ok(Frame::data(item.clone()))));
        }
        if let Some(part) = this.parts.pop_front() {
            return Poll::Ready(Some(Ok(Frame::data(part))));
        }
        if this.end == End::Whole {
            return Poll::Ready(None);
        }
        let pause = this
            .pause
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(PAUSE)));
        match pause.as_mut().poll(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(()) => Poll::Ready(Some(Err(io::Error::new(
                io::ErrorKind::ConnectionAborted,
                "cut short by a fault",
            )))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.parts.is_empty() && self.end == End::Whole
    }

    fn size_hint(&self) -> SizeHint {
        self.exact
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
