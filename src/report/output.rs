//! The caller's writer, and what it refused.

use std::io::{self, Write};

/// Passes everything on in large pieces and keeps the first refusal, which the libraries in between would hide in
/// errors of their own.
pub(super) struct Output<'w> {
    to: io::BufWriter<&'w mut dyn Write>,
    refused: Option<io::Error>,
}

impl<'w> Output<'w> {
    pub(super) fn new(to: &'w mut dyn Write) -> Self {
        Self {
            to: io::BufWriter::new(to),
            refused: None,
        }
    }

    /// Writes what is left, and gives the first refusal.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let flushed = self.flush();
        match self.refused.take() {
            Some(refused) => Err(refused),
            None => flushed,
        }
    }

    fn keep<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            let kind = error.kind();
            self.refused.get_or_insert(error);
            kind.into()
        })
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.to.write(bytes);
        match &result {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => result,
            _ => self.keep(result),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.to.flush();
        self.keep(result)
    }
}
