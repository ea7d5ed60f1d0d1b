//! The formats that services read.

use expect_test::expect;
use serde_json::Value;

use super::{CLEAN, KEPT, MOUNT_FLAGS, SYSLOG};
use crate::sandbox::Sandbox;

fn sandbox() -> Sandbox {
    Sandbox::new(&[("a b/ä.nix", SYSLOG), ("kept.nix", KEPT), ("hint.nix", MOUNT_FLAGS)])
}

#[test]
fn github() {
    expect![[r#"
        ::error title=cfglint (remain-after-exit-timer),file=kept.nix,line=4,col=19,endColumn=34::RemainAfterExit keeps "pull" active, so its timer (pull) will start it only once%0Adelete RemainAfterExit; a timer starts only what is inactive
        ::warning title=cfglint (syslog-output),file=a b/ä.nix,line=2,col=36,endColumn=50::StandardOutput = "syslog" is obsolete; systemd uses "journal" and warns at boot
        ::notice title=cfglint (mount-flags-private),file=hint.nix,line=2,col=36,endColumn=46::use PrivateMounts = true instead of MountFlags = "private"
        exit code: 1
    "#]].assert_eq(&sandbox().run("check --format github").shown());
}

#[test]
fn what_github_would_drop_stands_in_the_log() {
    let names: Vec<String> = (0..12).map(|number| format!("{number:02}.nix")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), SYSLOG)).collect();
    let stdout = Sandbox::new(&files).run("check --format github").stdout;
    let is_command = |line: &&str| line.starts_with("::");
    assert_eq!(stdout.lines().filter(is_command).count(), 10);
    let plain: Vec<&str> = stdout.lines().filter(|line| !is_command(line)).collect();
    assert!(plain.len() == 2 && plain[0].starts_with("10.nix:2:36: warning"), "{plain:?}");
}

#[test]
fn gitlab() {
    expect![[r#"
        [
          {
            "description": "StandardOutput = \"syslog\" is obsolete; systemd uses \"journal\" and warns at boot",
            "check_name": "syslog-output",
            "fingerprint": "d3c06763ce75e75d376ebdbb562378f9",
            "severity": "major",
            "location": {
              "path": "a b/ä.nix",
              "lines": {
                "begin": 2,
                "end": 2
              }
            }
          },
          {
            "description": "use PrivateMounts = true instead of MountFlags = \"private\"",
            "check_name": "mount-flags-private",
            "fingerprint": "3b07012a5132f9fc5d9d0be00c9dc3e5",
            "severity": "info",
            "location": {
              "path": "hint.nix",
              "lines": {
                "begin": 2,
                "end": 2
              }
            }
          },
          {
            "description": "RemainAfterExit keeps \"pull\" active, so its timer (pull) will start it only once",
            "check_name": "remain-after-exit-timer",
            "fingerprint": "ddb257d7d4d598edddf1bf04bbddeb61",
            "severity": "critical",
            "location": {
              "path": "kept.nix",
              "lines": {
                "begin": 4,
                "end": 4
              }
            }
          }
        ]
        exit code: 1
    "#]].assert_eq(&sandbox().run("check --format gitlab").shown());
}

#[test]
fn junit() {
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="cfglint" tests="3" failures="3">
          <testsuite name="a b/ä.nix" tests="1" failures="1">
            <testcase classname="a b/ä.nix" name="syslog-output at 2:36">
              <failure message="StandardOutput = &quot;syslog&quot; is obsolete; systemd uses &quot;journal&quot; and warns at boot" type="warning">a b/ä.nix:2:36: StandardOutput = &quot;syslog&quot; is obsolete; systemd uses &quot;journal&quot; and warns at boot</failure>
            </testcase>
          </testsuite>
          <testsuite name="hint.nix" tests="1" failures="1">
            <testcase classname="hint.nix" name="mount-flags-private at 2:36">
              <failure message="use PrivateMounts = true instead of MountFlags = &quot;private&quot;" type="hint">hint.nix:2:36: use PrivateMounts = true instead of MountFlags = &quot;private&quot;</failure>
            </testcase>
          </testsuite>
          <testsuite name="kept.nix" tests="1" failures="1">
            <testcase classname="kept.nix" name="remain-after-exit-timer at 4:19">
              <failure message="RemainAfterExit keeps &quot;pull&quot; active, so its timer (pull) will start it only once" type="error">kept.nix:4:19: RemainAfterExit keeps &quot;pull&quot; active, so its timer (pull) will start it only once
        delete RemainAfterExit; a timer starts only what is inactive</failure>
            </testcase>
          </testsuite>
        </testsuites>
        exit code: 1
    "#]].assert_eq(&sandbox().run("check --format junit").shown());
}

#[test]
fn junit_of_nothing_has_a_case_that_passed() {
    let sandbox = Sandbox::new(&[("a.nix", CLEAN)]);
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="cfglint" tests="1" failures="0">
          <testsuite name="cfglint" tests="1" failures="0">
            <testcase classname="cfglint" name="no findings"/>
          </testsuite>
        </testsuites>
        exit code: 0
    "#]]
    .assert_eq(&sandbox.run("check --format junit").shown());
}

#[test]
fn sarif() {
    let run = sandbox().run("check --format sarif");
    let mut log: Value = serde_json::from_str(&run.stdout).unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].take();
    let rules = rules.as_array().unwrap();
    assert_eq!(rules.len(), cfglint_lints::LINTS.len());
    for result in log["runs"][0]["results"].as_array_mut().unwrap() {
        let index = result["ruleIndex"].take().as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    expect![[r#"
        {
          "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
          "runs": [
            {
              "columnKind": "unicodeCodePoints",
              "results": [
                {
                  "fixes": [
                    {
                      "artifactChanges": [
                        {
                          "artifactLocation": {
                            "uri": "a%20b/%C3%A4.nix",
                            "uriBaseId": "%SRCROOT%"
                          },
                          "replacements": [
                            {
                              "deletedRegion": {
                                "endColumn": 61,
                                "endLine": 2,
                                "startColumn": 53,
                                "startLine": 2
                              },
                              "insertedContent": {
                                "text": "\"journal\""
                              }
                            }
                          ]
                        }
                      ],
                      "description": {
                        "text": "Replace \"syslog\" by \"journal\" (safe)"
                      }
                    },
                    {
                      "artifactChanges": [
                        {
                          "artifactLocation": {
                            "uri": "a%20b/%C3%A4.nix",
                            "uriBaseId": "%SRCROOT%"
                          },
                          "replacements": [
                            {
                              "deletedRegion": {
                                "endColumn": 1,
                                "endLine": 3,
                                "startColumn": 1,
                                "startLine": 2
                              },
                              "insertedContent": {
                                "text": ""
                              }
                            }
                          ]
                        }
                      ],
                      "description": {
                        "text": "Delete `StandardOutput`, to follow the system's default (unsafe)"
                      }
                    }
                  ],
                  "level": "warning",
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "a%20b/%C3%A4.nix",
                          "uriBaseId": "%SRCROOT%"
                        },
                        "region": {
                          "endColumn": 50,
                          "endLine": 2,
                          "startColumn": 36,
                          "startLine": 2
                        }
                      }
                    }
                  ],
                  "message": {
                    "text": "StandardOutput = \"syslog\" is obsolete; systemd uses \"journal\" and warns at boot"
                  },
                  "partialFingerprints": {
                    "cfglint/v1": "d3c06763ce75e75d376ebdbb562378f9"
                  },
                  "ruleId": "syslog-output",
                  "ruleIndex": null
                },
                {
                  "fixes": [
                    {
                      "artifactChanges": [
                        {
                          "artifactLocation": {
                            "uri": "hint.nix",
                            "uriBaseId": "%SRCROOT%"
                          },
                          "replacements": [
                            {
                              "deletedRegion": {
                                "endColumn": 46,
                                "endLine": 2,
                                "startColumn": 36,
                                "startLine": 2
                              },
                              "insertedContent": {
                                "text": "PrivateMounts"
                              }
                            },
                            {
                              "deletedRegion": {
                                "endColumn": 58,
                                "endLine": 2,
                                "startColumn": 49,
                                "startLine": 2
                              },
                              "insertedContent": {
                                "text": "true"
                              }
                            }
                          ]
                        }
                      ],
                      "description": {
                        "text": "Replace `MountFlags = \"private\"` by `PrivateMounts = true` (unsafe)"
                      }
                    }
                  ],
                  "level": "note",
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "hint.nix",
                          "uriBaseId": "%SRCROOT%"
                        },
                        "region": {
                          "endColumn": 46,
                          "endLine": 2,
                          "startColumn": 36,
                          "startLine": 2
                        }
                      }
                    }
                  ],
                  "message": {
                    "text": "use PrivateMounts = true instead of MountFlags = \"private\""
                  },
                  "partialFingerprints": {
                    "cfglint/v1": "3b07012a5132f9fc5d9d0be00c9dc3e5"
                  },
                  "ruleId": "mount-flags-private",
                  "ruleIndex": null
                },
                {
                  "fixes": [
                    {
                      "artifactChanges": [
                        {
                          "artifactLocation": {
                            "uri": "kept.nix",
                            "uriBaseId": "%SRCROOT%"
                          },
                          "replacements": [
                            {
                              "deletedRegion": {
                                "endColumn": 1,
                                "endLine": 5,
                                "startColumn": 1,
                                "startLine": 4
                              },
                              "insertedContent": {
                                "text": ""
                              }
                            }
                          ]
                        }
                      ],
                      "description": {
                        "text": "Delete `RemainAfterExit`, so that each run ends (unsafe)"
                      }
                    }
                  ],
                  "level": "error",
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "kept.nix",
                          "uriBaseId": "%SRCROOT%"
                        },
                        "region": {
                          "endColumn": 34,
                          "endLine": 4,
                          "startColumn": 19,
                          "startLine": 4
                        }
                      }
                    }
                  ],
                  "message": {
                    "text": "RemainAfterExit keeps \"pull\" active, so its timer (pull) will start it only once\ndelete RemainAfterExit; a timer starts only what is inactive"
                  },
                  "partialFingerprints": {
                    "cfglint/v1": "ddb257d7d4d598edddf1bf04bbddeb61"
                  },
                  "relatedLocations": [
                    {
                      "message": {
                        "text": "the timer is set here"
                      },
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "kept.nix",
                          "uriBaseId": "%SRCROOT%"
                        },
                        "region": {
                          "endColumn": 12,
                          "endLine": 3,
                          "startColumn": 5,
                          "startLine": 3
                        }
                      }
                    }
                  ],
                  "ruleId": "remain-after-exit-timer",
                  "ruleIndex": null
                }
              ],
              "tool": {
                "driver": {
                  "informationUri": "https://github.com/cfglint/cfglint",
                  "name": "cfglint",
                  "rules": null,
                  "version": "0.1.0"
                }
              }
            }
          ],
          "version": "2.1.0"
        }"#]].assert_eq(&serde_json::to_string_pretty(&log).unwrap());
}

/// The fingerprints by their findings.
fn fingerprints(text: &str) -> Vec<String> {
    let sandbox = Sandbox::new(&[("a.nix", text)]);
    let issues: Value = serde_json::from_str(&sandbox.run("check --format gitlab").stdout).unwrap();
    let issues = issues.as_array().unwrap();
    issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_fingerprint_survives_moved_and_indented_lines() {
    let first = fingerprints(SYSLOG);
    assert_eq!(first.len(), 1);
    assert_eq!(fingerprints(&format!("# new\n\n{}", SYSLOG.replace("\n  ", "\n      "))), first);
    assert_ne!(fingerprints(&SYSLOG.replace("services.a.", "services.b.")), first);
}

#[test]
fn equal_findings_have_fingerprints_of_their_own() {
    let line = "  (_: { systemd.services.a.serviceConfig.StandardOutput = \"syslog\"; })\n";
    let found = fingerprints(&format!("{{ imports = [\n{line}{line}]; }}\n"));
    assert!(found.len() == 2 && found[0] != found[1], "{found:?}");
}
