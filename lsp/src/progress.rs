//! Word to the client of how far the reading of the workspace has come.

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::ls_types::ProgressToken;

/// The progress that is shown at present, if any.
#[derive(Default)]
pub(crate) struct Progress {
    left: Option<UnboundedSender<usize>>,
    count: u32,
}

impl Progress {
    /// Tells how many files are left. A first word begins, and none left ends.
    pub(crate) fn tell(&mut self, client: &Client, left: usize) {
        let task = self.left.take().unwrap_or_else(|| {
            let (sender, receiver) = unbounded_channel();
            self.count += 1;
            let token = ProgressToken::String(format!("cfglint/workspace/{}", self.count));
            tokio::spawn(show(client.clone(), token, left, receiver));
            sender
        });
        // Nobody listens if the client does not want to see it.
        let _ = task.send(left);
        self.left = (left > 0).then_some(task);
    }
}

async fn show(
    client: Client,
    token: ProgressToken,
    all: usize,
    mut left: UnboundedReceiver<usize>,
) {
    if client.create_work_done_progress(token.clone()).await.is_err() {
        return;
    }
    let title = "Reading the Nix files of the workspace";
    let progress = client.progress(token, title).with_percentage(0).begin().await;
    while let Some(left) = left.recv().await {
        if left == 0 {
            break;
        }
        let done = all.saturating_sub(left);
        let percent = (done * 100 / all.max(1)) as u32;
        progress.report_with_message(format!("{done} of {all}"), percent).await;
    }
    progress.finish().await;
}
