//! What the thread answers, and from which text.

use cfglint_lints::Config;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::oneshot::{self, error::TryRecvError};
use tower_lsp::jsonrpc::{self, ErrorCode};
use tower_lsp::ls_types::Hover;

use super::*;
use crate::loader::DiskLoader;
use crate::position::PositionEncoding;
use crate::project::Group;

type Answer = oneshot::Receiver<jsonrpc::Result<Option<Hover>>>;

fn state() -> (State, UnboundedReceiver<Event>) {
    let (events, said) = unbounded_channel();
    let loader = Arc::new(DiskLoader::default());
    (State::new(|| 0, loader, events, Arc::default()), said)
}

/// A state of the documents in which there is one.
fn snapshot(generation: u64, text: &Arc<str>) -> Snapshot {
    let analysis = Arc::new(cfglint_lints::Analysis::new(Arc::new(Config::default())));
    let mut group = Group::new((None, None), analysis, Vec::new());
    group.members.push(0);
    let document = Document {
        uri: "untitled:a".parse().expect("a URI"),
        path: None,
        version: 1,
        text: Arc::clone(text),
        is_nix: true,
    };
    Snapshot {
        generation,
        encoding: PositionEncoding::Utf16,
        // Something on the disk has changed, so all is read again.
        disk: generation,
        documents: vec![document],
        closed: Vec::new(),
        groups: Arc::new(vec![group]),
    }
}

fn text(description: &str) -> Arc<str> {
    format!("{{ systemd.services.a.description = \"{description}\"; }}").into()
}

/// A question for the option of that text.
fn hover(text: &Arc<str>) -> (Task, Answer) {
    let (reply, answer) = oneshot::channel();
    let task = HoverTask {
        uri: "untitled:a".parse().expect("a URI"),
        text: Arc::clone(text),
        client: Client::default(),
        position: Position::new(0, 25),
        reply,
    };
    (Task::Hover(task), answer)
}

fn run(state: State, tasks: impl IntoIterator<Item = Task>) {
    let (sender, queue) = mpsc::channel();
    tasks.into_iter().for_each(|task| sender.send(task).expect("it is there"));
    drop(sender);
    state.run(&queue);
}

fn expect_option(mut answer: Answer) {
    let hover = answer.try_recv().expect("an answer").expect("no error");
    assert!(hover.is_some(), "the option is not known");
}

#[test]
fn what_was_given_up_is_made_up_for_before_anything_is_answered() {
    let (mut state, _said) = state();
    let text = text("b");
    state.lint(snapshot(1, &text));
    state.latest.store(3, Ordering::Relaxed);
    state.lint(snapshot(2, &text));
    assert!(state.was_given_up);
    let (task, answer) = hover(&text);
    run(state, [task, Task::Lint(snapshot(3, &text))]);
    expect_option(answer);
}

#[test]
fn what_is_asked_behind_a_change_is_answered_from_the_new_text() {
    let (mut state, _said) = state();
    let (old, new) = (text("b"), text("c"));
    state.lint(snapshot(1, &old));
    let (task, answer) = hover(&new);
    run(state, [Task::Lint(snapshot(2, &new)), task]);
    expect_option(answer);
}

#[test]
fn a_question_outlives_a_look_that_was_given_up() {
    let (mut state, _said) = state();
    let text = text("b");
    let (Task::Hover(task), mut answer) = hover(&text) else { unreachable!() };
    state.hover(task);
    state.latest.store(2, Ordering::Relaxed);
    state.lint(snapshot(1, &text));
    assert!(state.was_given_up);
    assert_eq!(answer.try_recv(), Err(TryRecvError::Empty));
    state.lint(snapshot(2, &text));
    expect_option(answer);
}

#[test]
fn a_text_that_has_gone_is_not_answered_from_its_successor() {
    let (state, mut said) = state();
    let (old, new) = (text("b"), text("c"));
    let (task, mut answer) = hover(&old);
    run(state, [task, Task::Lint(snapshot(1, &new))]);
    let error = answer.try_recv().expect("an answer").expect_err("the text is another one");
    assert_eq!(error.code, ErrorCode::ContentModified);
    assert!(matches!(said.try_recv(), Ok(Event::Report(_))));
}

#[test]
fn documents_that_are_closed_are_forgotten() {
    let (mut state, _said) = state();
    let text = text("b");
    state.lint(snapshot(1, &text));
    let mut without = snapshot(2, &text);
    without.documents.clear();
    without.groups = Arc::default();
    state.lint(without);
    let (task, mut answer) = hover(&text);
    let Task::Hover(task) = task else { unreachable!() };
    state.hover(task);
    assert_eq!(answer.try_recv(), Err(TryRecvError::Empty));
}

#[test]
fn when_nobody_asks_the_tree_of_what_was_opened_is_made() {
    let (mut state, _said) = state();
    let text = text("b");
    state.lint(snapshot(1, &text));
    let has_tree = |state: &State| state.projects.values().any(|it| it.has_tree(&text));
    assert!(!has_tree(&state));
    let (sender, queue) = mpsc::channel();
    // Nobody asks before the tree is there.
    let asks = std::thread::spawn(move || {
        std::thread::sleep(REST * 5);
        sender.send(Task::Hurry).is_ok()
    });
    assert!(matches!(state.next(&queue), Some(Task::Hurry)));
    assert!(asks.join().expect("no panic"));
    assert!(has_tree(&state));
}
