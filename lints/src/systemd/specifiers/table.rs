//! The letters.
//!
//! Facts: systemd.unit(5), "Specifiers"; the versions are from the NEWS of systemd.

/// A letter that systemd replaces.
#[derive(Debug, PartialEq, Eq)]
pub struct Specifier {
    /// The letter after `%`.
    pub letter: char,
    /// The first version of systemd that knows it, 236 for all older than that: before it, letters
    /// that are not known were no error.
    pub since: u16,
    /// Whether it is taken in names of units too.
    pub in_unit_names: bool,
    /// What it stands for.
    pub meaning: &'static str,
}

/// What this letter stands for after `%`.
#[must_use]
pub fn specifier(letter: char) -> Option<&'static Specifier> {
    SPECIFIERS.iter().find(|it| it.letter == letter)
}

const fn new(letter: char, since: u16, in_unit_names: bool, meaning: &'static str) -> Specifier {
    Specifier { letter, since, in_unit_names, meaning }
}

static SPECIFIERS: &[Specifier] = &[
    new('a', 246, true, "the architecture, such as `x86-64`"),
    new('A', 249, true, "`IMAGE_VERSION` of os-release"),
    new('b', 236, true, "the id of this boot"),
    new('B', 246, true, "`BUILD_ID` of os-release"),
    new('C', 236, false, "the root of caches, such as /var/cache"),
    new('d', 251, false, "the folder of credentials"),
    new('D', 256, false, "the root of shared data, such as /usr/share"),
    new('E', 236, false, "the root of configuration, such as /etc"),
    new('f', 236, false, "the instance or the name of the unit, as a path"),
    new('g', 240, true, "the group of the manager"),
    new('G', 240, true, "the number of the group of the manager"),
    new('h', 236, false, "the home of the user of the manager"),
    new('H', 236, true, "the host name"),
    new('i', 236, true, "the instance of the unit"),
    new('I', 236, false, "the instance of the unit, unescaped"),
    new('j', 236, true, "what follows the last dash in the name before `@`"),
    new('J', 236, false, "what follows the last dash in the name before `@`, unescaped"),
    new('l', 246, true, "the host name up to its first dot"),
    new('L', 236, false, "the root of logs, such as /var/log"),
    new('m', 236, true, "the id of the machine"),
    new('M', 249, true, "`IMAGE_ID` of os-release"),
    new('n', 236, true, "the name of the unit"),
    new('N', 236, true, "the name of the unit without its suffix"),
    new('o', 246, true, "`ID` of os-release"),
    new('p', 236, true, "the name of the unit before `@`"),
    new('P', 236, false, "the name of the unit before `@`, unescaped"),
    new('q', 251, true, "the pretty host name"),
    new('s', 236, false, "the shell of the user of the manager"),
    new('S', 236, false, "the root of state, such as /var/lib"),
    new('t', 236, false, "the root of run time files, such as /run"),
    new('T', 236, false, "the folder of temporary files, such as /tmp"),
    new('u', 236, true, "the user of the manager"),
    new('U', 236, true, "the number of the user of the manager"),
    new('v', 236, true, "the version of the kernel"),
    new('V', 236, false, "the folder of larger temporary files, such as /var/tmp"),
    new('w', 246, true, "`VERSION_ID` of os-release"),
    new('W', 246, true, "`VARIANT_ID` of os-release"),
    new('y', 251, false, "the path of the unit file"),
    new('Y', 251, false, "the folder of the unit file"),
    new('c', 236, false, "the control group of the unit"),
    new('r', 236, false, "the control group of its slice"),
    new('R', 236, false, "the root of control groups"),
];
