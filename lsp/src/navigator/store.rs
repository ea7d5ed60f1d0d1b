//! What is kept between two questions.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use tower_lsp::ls_types::{SemanticToken, Uri};

use super::file::File;
use super::index::Index;
use crate::documents::Document;
use crate::position::PositionEncoding;

/// Open files as trees, and all others as short lists.
#[derive(Default)]
pub(crate) struct Store {
    open: RefCell<HashMap<Uri, Rc<File>>>,
    indices: RefCell<HashMap<PathBuf, Indexed>>,
    tokens: RefCell<HashMap<Uri, Tokens>>,
    last_result: RefCell<u64>,
}

/// A file in short, with the text that it was made of.
type Indexed = (Arc<str>, Rc<Index>);

/// The tokens that the client was sent last for a document.
#[derive(Clone)]
pub(crate) struct Tokens {
    pub(crate) result_id: String,
    pub(crate) data: Rc<Vec<SemanticToken>>,
}

impl Store {
    /// Forgets the versions of documents that are past, and documents that are closed.
    pub(super) fn forget_old(&mut self, documents: &[Document]) {
        let current = |uri: &Uri| documents.iter().find(|document| document.uri == *uri);
        self.open
            .get_mut()
            .retain(|uri, file| current(uri).is_some_and(|document| is_same(file, document)));
        self.tokens.get_mut().retain(|uri, _| current(uri).is_some());
    }

    pub(super) fn open(&self, document: &Document, encoding: PositionEncoding) -> Rc<File> {
        if let Some(file) = self.open.borrow().get(&document.uri) {
            return Rc::clone(file);
        }
        let Document { uri, path, version, text, .. } = document.clone();
        let file = Rc::new(File::new(uri.clone(), path, Some(version), text, encoding));
        self.open.borrow_mut().insert(uri, Rc::clone(&file));
        file
    }

    pub(super) fn index(
        &self,
        path: &Path,
        text: &Arc<str>,
        file: impl FnOnce() -> Option<Rc<File>>,
    ) -> Option<Rc<Index>> {
        if let Some((known, index)) = self.indices.borrow().get(path)
            && Arc::ptr_eq(known, text)
        {
            return Some(Rc::clone(index));
        }
        let index = Rc::new(Index::new(&*file()?));
        let entry = (Arc::clone(text), Rc::clone(&index));
        self.indices.borrow_mut().insert(path.to_owned(), entry);
        Some(index)
    }

    /// Forgets files that are not in the project any more.
    pub(super) fn forget_other_files(&self, sorted: &[PathBuf]) {
        let mut indices = self.indices.borrow_mut();
        if indices.len() > sorted.len() {
            indices.retain(|path, _| sorted.binary_search(path).is_ok());
        }
    }

    /// What was sent under this name, if it is the last that was sent.
    pub(crate) fn tokens(&self, uri: &Uri, result_id: &str) -> Option<Tokens> {
        self.tokens.borrow().get(uri).filter(|it| it.result_id == result_id).cloned()
    }

    /// Keeps what is sent, and gives it a name that nothing had before.
    pub(crate) fn set_tokens(&self, uri: &Uri, data: Rc<Vec<SemanticToken>>) -> String {
        *self.last_result.borrow_mut() += 1;
        let result_id = self.last_result.borrow().to_string();
        let tokens = Tokens { result_id: result_id.clone(), data };
        self.tokens.borrow_mut().insert(uri.clone(), tokens);
        result_id
    }
}

fn is_same(file: &File, document: &Document) -> bool {
    Arc::ptr_eq(&file.text, &document.text) && file.version == Some(document.version)
}
