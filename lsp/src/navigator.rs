//! The thread that answers questions about texts: where a name is bound, what folds, what is a link.
//!
//! It works beside the thread that lints, so that no question waits for lints, and no edit for a
//! question. Every question comes with the documents as they were when it was asked.

mod file;
mod index;
pub(crate) mod lookup;
mod store;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::Uri;

use crate::capabilities::Client;
use crate::documents::Document;
use crate::event::Reply;
use crate::loader::SourceLoader;
use crate::settings::Features;
pub(crate) use file::File;
pub(crate) use index::{Index, OPTION, PathUse, Symbol, UNIT, path_use, unit_name};
use store::Store;

/// As the worker's, and for the same reason.
const STACK_SIZE: usize = 64 * 1024 * 1024;

/// A project with more files than this is not searched as a whole.
pub(crate) const FILE_LIMIT: usize = 20_000;

/// What the owner thread knew when a question came in.
pub(crate) struct View {
    pub(crate) documents: Vec<Document>,
    pub(crate) roots: Vec<PathBuf>,
    pub(crate) client: Client,
    pub(crate) features: Features,
}

/// A request, whatever its answer is.
pub(crate) trait Query: Send {
    /// Whether nobody waits for the answer any more.
    fn is_cancelled(&self) -> bool;

    /// Answers. If it panics, the client gets an error.
    fn answer(self: Box<Self>, cx: &Navigation<'_>);
}

/// How a request is answered.
pub(crate) type Handler<P, T> = fn(&Navigation<'_>, P) -> Result<T>;

/// A request with its parameters.
pub(crate) struct Question<P, T> {
    pub(crate) params: P,
    pub(crate) handler: Handler<P, T>,
    pub(crate) reply: Reply<T>,
}

impl<P: Send, T: Send> Query for Question<P, T> {
    fn is_cancelled(&self) -> bool {
        self.reply.is_closed()
    }

    fn answer(self: Box<Self>, cx: &Navigation<'_>) {
        // One that cannot be delivered was cancelled.
        let _ = self.reply.send((self.handler)(cx, self.params));
    }
}

/// The other end of the thread.
pub(crate) struct Navigator {
    queries: Sender<(View, Box<dyn Query>)>,
}

impl Navigator {
    /// Starts the thread; it ends with this handle.
    pub(crate) fn spawn(loader: Arc<dyn SourceLoader>) -> std::io::Result<Navigator> {
        let (queries, queue) = mpsc::channel();
        let builder = std::thread::Builder::new().name("navigate".to_owned());
        builder.stack_size(STACK_SIZE).spawn(move || run(&*loader, &queue))?;
        Ok(Navigator { queries })
    }

    /// Hands over a question.
    pub(crate) fn ask(&self, view: View, query: Box<dyn Query>) {
        // The thread catches panics, so it ends only with this handle.
        let _ = self.queries.send((view, query));
    }
}

fn run(loader: &dyn SourceLoader, queue: &Receiver<(View, Box<dyn Query>)>) {
    let mut store = Store::default();
    while let Ok((view, query)) = queue.recv() {
        if query.is_cancelled() {
            continue;
        }
        store.forget_old(&view.documents);
        let cx = Navigation { view: &view, loader, store: &store };
        if catch_unwind(AssertUnwindSafe(|| query.answer(&cx))).is_err() {
            store = Store::default();
        }
    }
}

/// Everything that an answer may look at.
pub(crate) struct Navigation<'a> {
    pub(crate) view: &'a View,
    loader: &'a dyn SourceLoader,
    pub(crate) store: &'a Store,
}

impl Navigation<'_> {
    pub(crate) fn client(&self) -> Client {
        self.view.client
    }

    /// A Nix document that is open; nothing is said of others.
    pub(crate) fn document(&self, uri: &Uri) -> Option<Rc<File>> {
        let document = self.view.documents.iter().find(|it| it.uri == *uri && it.is_nix)?;
        Some(self.store.open(document, self.client().encoding))
    }

    /// The file at a path, as the client has it if it is open.
    pub(crate) fn at_path(&self, path: &Path) -> Option<Rc<File>> {
        let is_meant = |it: &&Document| it.path.as_deref() == Some(path);
        if let Some(document) = self.view.documents.iter().find(is_meant) {
            return Some(self.store.open(document, self.client().encoding));
        }
        let text = self.loader.read(path)?;
        let uri = Uri::from_file_path(path)?;
        Some(Rc::new(File::new(uri, Some(path.into()), None, text, self.client().encoding)))
    }

    /// Whether there is a file, open or on disk.
    pub(crate) fn exists(&self, path: &Path) -> bool {
        let is_open = |it: &Document| it.path.as_deref() == Some(path);
        self.view.documents.iter().any(is_open) || self.loader.is_file(path)
    }

    /// What is worth knowing of a file without its tree.
    pub(crate) fn index(&self, path: &Path) -> Option<Rc<Index>> {
        let is_meant = |it: &&Document| it.path.as_deref() == Some(path);
        let text = match self.view.documents.iter().find(is_meant) {
            Some(document) => Arc::clone(&document.text),
            None => self.loader.read(path)?,
        };
        self.store.index(path, &text, || self.at_path(path))
    }

    /// The Nix files of the workspace folders and those that are open, by path.
    ///
    /// `None` if they are too many to look through.
    pub(crate) fn project(&self) -> Option<Vec<PathBuf>> {
        let mut files: Vec<PathBuf> = Vec::new();
        for root in &self.view.roots {
            files.extend(self.loader.nix_files(root, FILE_LIMIT + 1 - files.len().min(FILE_LIMIT)));
            if files.len() > FILE_LIMIT {
                return None;
            }
        }
        let open = self.view.documents.iter().filter(|it| it.is_nix);
        files.extend(open.filter_map(|it| it.path.clone()));
        files.sort();
        files.dedup();
        self.store.forget_other_files(&files);
        Some(files)
    }

    /// Whether there is a folder.
    pub(crate) fn is_folder(&self, path: &Path) -> bool {
        self.loader.is_folder(path)
    }

    /// Whether a path lies in a workspace folder.
    pub(crate) fn is_inside(&self, path: &Path) -> bool {
        self.view.roots.iter().any(|root| path.starts_with(root))
    }
}
