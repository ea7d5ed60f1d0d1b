//! The command line.

use std::path::PathBuf;

use cfglint_lints::{Overrides, Release, Severity};
use clap::{Parser, Subcommand, ValueEnum};

use crate::shard::Shard;

/// A linter and language server for NixOS modules.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lint files and folders
    ///
    /// Folders are walked for `.nix` files, with `.gitignore` respected; a file that is named is
    /// linted anyway. Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or
    /// configuration or an unreadable path, 3 a bug in cfglint.
    Check(Box<Check>),
    /// Write SARIF reports as one, each result once
    ///
    /// For the parts that --shard makes. All must be from the same version of cfglint.
    Merge {
        /// Reports of `cfglint check --format sarif`
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Write to a file instead of standard output
        #[arg(long, value_name = "FILE")]
        output_file: Option<PathBuf>,
    },
    /// Explain a lint
    Explain(Explain),
    /// List all lints
    Lints(Lints),
    /// Show what a file really sets: every option path with its value, priority and conditions
    Model(ModelArgs),
    /// Draw the systemd units of a project: who starts whom, who waits for whom, and what is found
    Units(Box<UnitsArgs>),
    /// Show the settings that apply to a file
    Config(ConfigArgs),
    /// Write a cfglint.toml to begin with
    Init {
        /// The folder for it, or the file itself
        #[arg(default_value = ".")]
        path: PathBuf,
    },
    /// Serve an editor over standard input and output
    Lsp(Lsp),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write a manual page for each command into a folder
    Man {
        /// The folder; it is created if it is not there
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
    },
}

/// The options that change files for the better.
const FIXING: [&str; 4] = ["fix", "fix_only", "diff", "ask"];

#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Check {
    /// Files and folders; `-` reads standard input
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Apply safe fixes
    #[arg(long, help_heading = "Fixing")]
    pub(crate) fix: bool,
    /// Apply safe fixes, and report nothing of what is left; exit 0 unless something fails
    #[arg(long, help_heading = "Fixing", conflicts_with_all = ["diff", "ask"])]
    pub(crate) fix_only: bool,
    /// Take unsafe fixes too, with --fix, --fix-only or --diff
    #[arg(long, help_heading = "Fixing")]
    pub(crate) unsafe_fixes: bool,
    /// Show one fix after the other in the terminal, and ask whether to apply it
    #[arg(long, help_heading = "Fixing", conflicts_with_all = ["fix", "diff", "unsafe_fixes"])]
    pub(crate) ask: bool,
    /// Print what --fix would change, and change nothing; exit 1 if there is something
    #[arg(long, help_heading = "Fixing")]
    pub(crate) diff: bool,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Format,
    /// Write findings to a file instead of standard output
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output_file: Option<PathBuf>,
    /// Report what allow comments silence as well, marked as such; with --format sarif
    ///
    /// For services that know suppressions. GitHub shows such results as open alerts.
    #[arg(long, help_heading = "Output")]
    pub(crate) report_suppressed: bool,
    /// Print the number of findings of each lint instead of the findings
    #[arg(long, help_heading = "Output")]
    pub(crate) statistics: bool,
    /// Print findings and errors, and nothing else
    #[arg(short, long, help_heading = "Output")]
    pub(crate) quiet: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: Color,
    /// The lowest severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
    /// Report only findings that this file does not know
    #[arg(long, value_name = "FILE", help_heading = "Adoption", conflicts_with = "write_baseline")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write a file that knows all present findings, for --baseline
    #[arg(long, value_name = "FILE", help_heading = "Adoption", conflicts_with_all = FIXING)]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Write a comment that allows each present finding, with a reason if one is given
    #[arg(long, value_name = "REASON", help_heading = "Adoption", conflicts_with_all = FIXING)]
    #[arg(num_args = 0..=1, require_equals = true, default_missing_value = "")]
    #[arg(conflicts_with = "write_baseline")]
    pub(crate) add_allows: Option<String>,
    /// Report only findings on lines that have changed since this commit, as git says
    ///
    /// What has changed on the other side since the present branch left it does not count.
    #[arg(long, value_name = "REV", help_heading = "Adoption", conflicts_with = "write_baseline")]
    pub(crate) since: Option<String>,
    /// Report only findings on lines that are staged, as git says, and lint what is staged
    #[arg(long, help_heading = "Adoption", conflicts_with_all = ["since", "write_baseline"])]
    pub(crate) staged: bool,
    /// The name of what is read from standard input: it decides settings and imports
    #[arg(long, value_name = "PATH")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// Leave out what the settings exclude even if it is named, for hooks that name files
    #[arg(long)]
    pub(crate) force_exclude: bool,
    /// Read the whole project around the given files, for findings that join files
    ///
    /// Only findings with a place in a given file are reported.
    #[arg(long)]
    pub(crate) with_project: bool,
    /// How many threads to use, at most 256; 0 means one for each core
    // Thousands of threads would keep a machine busy with themselves.
    #[arg(short, long, default_value_t = 0, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(u16).range(0..=256))]
    pub(crate) jobs: u16,
    /// Lint anew whenever something changes, until Ctrl-C
    #[arg(long, conflicts_with_all = FIXING)]
    #[arg(conflicts_with_all = ["write_baseline", "add_allows"])]
    pub(crate) watch: bool,
    /// Report only the part of the findings with this number, such as 1/4; all files are read
    ///
    /// Each finding is in one part, by the name of its file. `cfglint merge` joins SARIF reports.
    #[arg(long, value_name = "NUMBER/COUNT", conflicts_with_all = FIXING)]
    #[arg(conflicts_with_all = ["write_baseline", "add_allows"])]
    pub(crate) shard: Option<Shard>,
    /// Where to keep what was found for the next run [default: cfglint in the user's cache folder]
    #[arg(long, value_name = "FOLDER", conflicts_with = "no_cache")]
    pub(crate) cache_dir: Option<PathBuf>,
    /// Neither use nor keep what was found
    #[arg(long)]
    pub(crate) no_cache: bool,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}

#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Settings")]
pub(crate) struct SettingsArgs {
    /// Lints or groups to switch on besides the others
    #[arg(long, value_delimiter = ',', value_name = "LINT")]
    pub(crate) select: Vec<String>,
    /// Lints or groups to switch off
    #[arg(long, value_delimiter = ',', value_name = "LINT")]
    pub(crate) ignore: Vec<String>,
    /// Run these lints or groups alone
    #[arg(long, value_delimiter = ',', value_name = "LINT")]
    pub(crate) only: Vec<String>,
    /// The release of NixOS, such as 24.11
    #[arg(long, value_name = "RELEASE")]
    pub(crate) release: Option<Release>,
    /// The version of systemd, such as 257
    #[arg(long, value_name = "VERSION", value_parser = systemd_version)]
    pub(crate) systemd_version: Option<u16>,
    /// A file of settings, instead of the nearest cfglint.toml
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,
    /// Read no cfglint.toml
    #[arg(long)]
    pub(crate) no_config: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// Lints or groups
    #[arg(required_unless_present = "all", value_name = "LINT")]
    pub(crate) lints: Vec<String>,
    /// Explain all lints
    #[arg(long, conflicts_with = "lints")]
    pub(crate) all: bool,
    /// How the text is printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: ExplainFormat,
    /// Never show a long text through a pager
    #[arg(long)]
    pub(crate) no_pager: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum ExplainFormat {
    /// For reading: with colours in a terminal, and through $PAGER if it is longer than the screen
    #[default]
    Text,
    /// Markdown
    Markdown,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Lints {
    /// Only these lints or groups
    #[arg(value_name = "LINT")]
    pub(crate) lints: Vec<String>,
    /// How the list is printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: ListFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ModelArgs {
    /// The file; `-` reads standard input
    pub(crate) file: PathBuf,
    /// How the definitions are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: ListFormat,
    /// Print the systemd unit files that the definitions become, as far as they are known
    #[arg(long)]
    pub(crate) units: bool,
}

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct UnitsArgs {
    /// Files and folders; `-` reads standard input
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How the units are drawn
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: UnitsFormat,
    /// Write the picture to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output_file: Option<PathBuf>,
    /// Only units of the machine's systemd, also of the initial ramdisk
    #[arg(long, conflicts_with = "user")]
    pub(crate) system: bool,
    /// Only units of users' systemd, also those of home-manager
    #[arg(long)]
    pub(crate) user: bool,
    /// Only this unit and those around it, such as nginx.service
    #[arg(long, value_name = "UNIT")]
    pub(crate) focus: Option<String>,
    /// How many relations away from the unit in focus others may be
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) depth: usize,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum UnitsFormat {
    /// A list
    #[default]
    Text,
    /// For graphviz
    Dot,
    /// For Markdown pages that draw Mermaid's flow charts
    Mermaid,
    /// A picture, for browsers
    Svg,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ConfigArgs {
    /// The file or folder in question
    #[arg(default_value = ".")]
    pub(crate) path: PathBuf,
    /// How the settings are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: ListFormat,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Lsp {
    /// Accepted for editors that pass it; standard input and output are always used
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
    /// Append what happens to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) log_file: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// The source with what is wrong in it, and the fix
    #[default]
    Human,
    /// One line for each finding
    Concise,
    /// One JSON array
    Json,
    /// One JSON object a line
    JsonLines,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands, which GitHub shows beside the changed lines
    Github,
    /// A code quality report, which GitLab shows in merge requests
    Gitlab,
    /// JUnit's XML, which most CI servers read
    Junit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum ListFormat {
    /// A table
    #[default]
    Text,
    /// One JSON array
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Color {
    /// If standard output is a terminal, and NO_COLOR is not set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    #[default]
    Warning,
    /// Everything
    Hint,
    /// Nothing
    Never,
}

impl FailOn {
    /// Whether a finding of this severity makes the run fail.
    pub(crate) fn counts(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Hint => true,
            FailOn::Never => false,
        }
    }
}

impl SettingsArgs {
    pub(crate) fn overrides(&self) -> Overrides {
        Overrides {
            select: self.select.clone(),
            ignore: self.ignore.clone(),
            only: self.only.clone(),
            release: self.release,
            systemd_version: self.systemd_version,
        }
    }
}

fn systemd_version(text: &str) -> Result<u16, String> {
    let number: i64 = text.parse().map_err(|_| format!("`{text}` is not a number"))?;
    cfglint_lints::systemd_version(number)
}
