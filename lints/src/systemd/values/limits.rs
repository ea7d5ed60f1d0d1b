//! Sizes, shares and limits.

use super::{Checked, Value, ValueError, numbers};

/// `1G`, `50%`, `infinity`
pub(super) fn memory(value: Value<'_>) -> Checked {
    let text = value.text;
    if text == "infinity" {
        return Ok(());
    }
    let size = match numbers::permyriad(text) {
        Some(share) if share <= 10_000 => u128::try_from(share).ok(),
        Some(_) => None,
        None => numbers::size(text, 1024),
    };
    let may_be_zero = !matches!(
        value.directive.name(),
        "MemoryMax" | "MemoryHigh" | "StartupMemoryMax" | "StartupMemoryHigh"
    );
    match size {
        Some(0) if !may_be_zero => Err(value
            .error("`0` is no limit of memory")
            .with_help("write a size such as `512M`, or `infinity`")),
        Some(size) if size < u128::from(u64::MAX) => Ok(()),
        _ => {
            Err(no_size(value, text, "a size such as `512M`, a share such as `50%`, or `infinity`"))
        }
    }
}

/// `64K`
pub(super) fn size(value: Value<'_>) -> Checked {
    // Older versions read this one as a plain number.
    let is_number =
        value.directive.name() == "MessageQueueMessageSize" && numbers::whole(value.text).is_some();
    match numbers::size(value.text, 1024).is_some() || is_number {
        true => Ok(()),
        false => Err(no_size(value, value.text, "a size such as `64K`")),
    }
}

/// `1G`, `50%`, `off`
pub(super) fn quota(value: Value<'_>) -> Checked {
    let is_share = numbers::permyriad(value.text).is_some();
    match value.text == "off" || is_share || numbers::size(value.text, 1024).is_some() {
        true => Ok(()),
        false => {
            Err(no_size(value, value.text, "a size such as `1G`, a share such as `50%`, or `off`"))
        }
    }
}

/// `part` of the value is no size.
pub(super) fn no_size(value: Value<'_>, part: &str, expected: &str) -> ValueError {
    let error = value.error_at(part, format!("`{part}` is no size"));
    let units = "units are `K`, `M`, `G`, `T`, `P` and `E`";
    match numbers::size_meant(part) {
        Some(meant) => error
            .with_help(format!("write `{meant}`; {units}"))
            .with_replacement(value.with(part, &meant)),
        None if part.contains('%') => {
            error.with_help("write a share from `0%` to `100%`, with two decimal places at most")
        }
        None => error.with_help(format!("write {expected}; {units}")),
    }
}

/// `150%`
pub(super) fn cpu_quota(value: Value<'_>) -> Checked {
    let text = value.text;
    if numbers::permyriad(text).is_some_and(|share| share > 0) {
        return Ok(());
    }
    let help = "write a share of one CPU such as `50%`; `200%` is two CPUs";
    let error = value.error(format!("`{text}` is no share of CPU time")).with_help(help);
    Err(match text.parse::<u32>() {
        Ok(share) if share > 0 => error.with_replacement(format!("{text}%")),
        _ => error,
    })
}

/// `50%`
pub(super) fn percent(value: Value<'_>) -> Checked {
    let text = value.text;
    if numbers::permyriad(text).is_some_and(|share| share <= 10_000) {
        return Ok(());
    }
    let error = value.error(format!("`{text}` is no share"));
    let error = error.with_help("write a share from `0%` to `100%`");
    Err(match text.parse::<u32>() {
        Ok(share) if share <= 100 => error.with_replacement(format!("{text}%")),
        _ => error,
    })
}

/// A number above zero, `50%`, `infinity`
pub(super) fn tasks(value: Value<'_>) -> Checked {
    let text = value.text;
    let range = (1, i128::from(u64::MAX) - 1);
    if text == "infinity"
        || numbers::permyriad(text).is_some_and(|share| share <= 10_000)
        || numbers::is_in(text, range)
    {
        return Ok(());
    }
    Err(value
        .error(format!("`{text}` is no number of tasks"))
        .with_help("write a number above zero, a share such as `50%`, or `infinity`"))
}

/// `0755`
pub(super) fn mode(value: Value<'_>) -> Checked {
    let text = value.text;
    let is_octal = text.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
    if is_octal && u64::from_str_radix(text, 8).is_ok_and(|mode| mode <= 0o7777) {
        return Ok(());
    }
    let error = value
        .error(format!("`{text}` is no mode of a file"))
        .with_help("write octal digits such as `0755`");
    let digits = text.strip_prefix("0o").filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
    Err(match digits {
        Some(digits) => error.with_replacement(format!("0{digits}")),
        None => error,
    })
}

/// One limit, or a soft and a hard one with a colon between, each as `one` reads it; `infinity`
/// is the highest.
pub(super) fn rlimit(value: Value<'_>, one: fn(&str) -> Option<u128>) -> Checked {
    let limit = |text: &str| match text {
        "infinity" => Some(u128::MAX),
        _ => one(text),
    };
    let (soft, hard) = value.text.split_once(':').unwrap_or((value.text, value.text));
    let hard = hard.strip_suffix(':').filter(|hard| !hard.is_empty()).unwrap_or(hard);
    for part in [soft, hard] {
        if limit(part).is_none() {
            return Err(no_limit(value, part, limit));
        }
    }
    match limit(soft) > limit(hard) {
        false => Ok(()),
        true => Err(value
            .error("the soft limit is above the hard one")
            .with_help("write the lower limit first: `SOFT:HARD`")
            .with_replacement(format!("{hard}:{soft}"))),
    }
}

fn no_limit(value: Value<'_>, part: &str, limit: impl Fn(&str) -> Option<u128>) -> ValueError {
    let error = value.error_at(part, format!("`{part}` is no limit"));
    // `64K` descriptors are 65536: this limit takes no units.
    let meant = numbers::size_meant(part).or_else(|| {
        let is_unlimited = matches!(part, "unlimited" | "-1" | "max");
        is_unlimited.then(|| "infinity".to_owned())
    });
    let size = meant.as_deref().filter(|meant| limit(meant).is_none());
    let meant = match size.and_then(|size| numbers::size(size, 1024)) {
        Some(number) => Some(number.to_string()),
        None => meant,
    };
    let error = error.with_help(match &meant {
        Some(meant) => format!("write `{meant}`"),
        None => "write a number or `infinity`, or two with a colon between: `SOFT:HARD`".to_owned(),
    });
    super::words::with_meant(error, meant.map(|meant| value.with(part, &meant)).as_deref())
}

/// A limit that is a number.
pub(super) fn number(text: &str) -> Option<u128> {
    let range = (0, i128::from(u64::MAX) - 1);
    numbers::is_in(text, range)
        .then(|| numbers::whole(text))
        .flatten()
        .and_then(|number| u128::try_from(number).ok())
}

/// A limit that is a size.
pub(super) fn bytes(text: &str) -> Option<u128> {
    numbers::size(text, 1024).filter(|size| *size < u128::from(u64::MAX))
}

/// A limit of niceness: `+5` and `-5` are that, a number without a sign is 20 less it.
pub(super) fn nice(text: &str) -> Option<u128> {
    let number = numbers::whole(text)?;
    let number = match text.starts_with(['+', '-']) {
        true if (-20..=19).contains(&number) => 20 - number,
        false if numbers::is_in(text, (0, 40)) => number,
        _ => return None,
    };
    u128::try_from(number).ok()
}
