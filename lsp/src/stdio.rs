//! Standard input and output.
//!
//! The library waits for them in threads of their own, so that each message is handed over twice more
//! than it need be. Pipes and sockets, which is what editors give, can be waited for without.

use tokio::io::{AsyncRead, AsyncWrite, Stdin, Stdout, stdin, stdout};

/// Standard input; a runtime has to be there.
pub(crate) fn input() -> Box<dyn AsyncRead + Unpin> {
    #[cfg(unix)]
    if let Some(input) = unix::input() {
        return input;
    }
    Box::new(stdin()) as Box<Stdin>
}

/// Standard output; a runtime has to be there.
pub(crate) fn output() -> Box<dyn AsyncWrite + Unpin + Send> {
    #[cfg(unix)]
    if let Some(output) = unix::output() {
        return output;
    }
    Box::new(stdout()) as Box<Stdout>
}

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
    use std::os::unix::fs::FileTypeExt;

    use tokio::io::{AsyncRead, AsyncWrite};
    use tokio::net::UnixStream;
    use tokio::net::unix::pipe;

    enum Kind {
        Pipe(OwnedFd),
        Socket(UnixStream),
    }

    /// What stands behind a descriptor, if one can wait for it.
    fn open(fd: BorrowedFd<'_>) -> Option<Kind> {
        let file = File::from(fd.try_clone_to_owned().ok()?);
        let kind = file.metadata().ok()?.file_type();
        let fd = OwnedFd::from(file);
        if kind.is_fifo() {
            return Some(Kind::Pipe(fd));
        }
        if !kind.is_socket() {
            return None;
        }
        let socket = std::os::unix::net::UnixStream::from(fd);
        // Of another kind of socket nothing is known.
        socket.peer_addr().ok()?;
        socket.set_nonblocking(true).ok()?;
        UnixStream::from_std(socket).ok().map(Kind::Socket)
    }

    pub(super) fn input() -> Option<Box<dyn AsyncRead + Unpin>> {
        match open(std::io::stdin().as_fd())? {
            Kind::Pipe(fd) => Some(Box::new(pipe::Receiver::from_owned_fd(fd).ok()?)),
            Kind::Socket(socket) => Some(Box::new(socket)),
        }
    }

    pub(super) fn output() -> Option<Box<dyn AsyncWrite + Unpin + Send>> {
        match open(std::io::stdout().as_fd())? {
            Kind::Pipe(fd) => Some(Box::new(pipe::Sender::from_owned_fd(fd).ok()?)),
            Kind::Socket(socket) => Some(Box::new(socket)),
        }
    }
}
