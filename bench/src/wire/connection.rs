//! One connection that is kept open from request to request.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::answer::{self, Answer, Head};

/// Room for most pages at once.
const BUFFER_BYTES: usize = 64 * 1_024;

/// A connection and what was read from it.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> io::Result<Connection> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, buffer: Vec::with_capacity(BUFFER_BYTES) })
    }

    /// Sends a request and reads the whole answer to it.
    pub async fn exchange(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = self.head().await?;
        let length = loop {
            if let Some(length) = answer::end(head.body, &self.buffer[head.length..]) {
                break head.length + length;
            }
            self.read_more().await?;
        };
        Ok(Answer::new(head, &self.buffer[..length]))
    }

    async fn head(&mut self) -> io::Result<Head> {
        loop {
            self.read_more().await?;
            match answer::head(&self.buffer) {
                Some(Some(head)) => return Ok(head),
                Some(None) => return Err(io::Error::new(io::ErrorKind::InvalidData, "the answer is no HTTP/1.1")),
                None => {}
            }
        }
    }

    async fn read_more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the server closed the connection")),
            _ => Ok(()),
        }
    }
}
