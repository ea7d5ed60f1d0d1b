//! Command lines, and what systemd says of them.

mod cases;
