//! `rolecall templates export` and `--template-dir`: reports with a user's own templates.

use crate::place::{Place, sample};
use std::fs;

/// A folder with the built-in templates in `look`.
fn exported() -> Place {
    let place = Place::new();
    let ran = place.run(&["templates", "export", "look"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    place
}

/// A folder with one custom template in `look`.
fn with(name: &str, text: impl AsRef<[u8]>) -> Place {
    let place = Place::new();
    fs::create_dir(place.path("look")).unwrap();
    place.put(&format!("look/{name}"), text);
    place
}

#[test]
fn the_exported_templates_are_the_built_in_ones_and_make_the_same_reports() {
    let place = exported();
    let there = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")).unwrap();
    for entry in there {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        // Other documents have templates of their own.
        if !place.path("look").join(name).exists() {
            continue;
        }
        let exported = place.read(&format!("look/{name}"));
        assert_eq!(exported, fs::read_to_string(&path).unwrap(), "{name}");
    }
    let file = sample("contoso-demo");
    for format in ["html", "markdown"] {
        let plain = place.run(&["check", "--snapshot", &file, "-f", format]);
        let own = place.run(&[
            "check",
            "--snapshot",
            &file,
            "-f",
            format,
            "--template-dir",
            "look",
        ]);
        assert_eq!((own.code, own.err.as_str()), (10, ""));
        assert!(own.out == plain.out, "{format} differs");
    }
}

#[test]
fn an_export_never_writes_over_what_is_there() {
    let place = with("report.css", "mine");
    place.refuses(
        &["templates", "export", "look"],
        2,
        &["look/report.css", "is there already"],
    );
    assert_eq!(place.read("look/report.css"), "mine");
    place.put("file", "");
    place.refuses(
        &["templates", "export", "file"],
        2,
        &["file is a file; give a folder"],
    );
    place.refuses(&["templates", "export"], 2, &["<DIR>"]);
}

#[test]
fn a_template_takes_the_place_of_the_built_in_one() {
    let place = with(
        "brand.html",
        "<p>Northwind for {{ page.tenant.name }}</p>\n",
    );
    // Files whose names begin with a dot belong to an editor.
    place.put("look/.brand.html.swp", [0xFF, 0x00]);
    let audit = place.run(&["audit", "--demo", "-o", "reports", "--template-dir", "look"]);
    assert_eq!((audit.code, audit.err.as_str()), (10, ""));
    let html = place.read("reports/expel-mde.html");
    assert!(html.contains("<p>Northwind for Contoso</p>"));
    assert!(!html.contains("permissions audit"));
    let file = sample("contoso-demo");
    let check = place.run(&[
        "check",
        "--snapshot",
        &file,
        "-f",
        "html",
        "--template-dir",
        "look",
    ]);
    assert_eq!(check.out, html);
}

/// Every broken template, with what the message says beside its file.
const BROKEN: [(&str, &str, &[&str]); 7] = [
    ("footer.html", "<p>\n{% if %}\n", &["line 2: "]),
    (
        "footer.html",
        "<p>\n\n{{ page.tennant }}",
        &["line 3: ", "page.tennant"],
    ),
    (
        "row.html",
        "{{ finding.titel }}",
        &["line 1: ", "finding.titel"],
    ),
    (
        "finding.md",
        "\n\n\n{{ finding.title|shrot }}",
        &["line 4: ", "shrot"],
    ),
    (
        "report.md",
        "\n{{ label(\"tear\", 7) }}",
        &["line 2: ", "label()"],
    ),
    ("brand.html", "{% include \"brand.html\" %}", &["line 1: "]),
    ("footer.html", "a\n\0b", &["line 2: ", "U+0000"]),
];

#[test]
fn a_broken_template_is_a_bad_input_file_named_with_its_line() {
    for (name, text, words) in BROKEN {
        let place = with(name, text);
        let file = format!("template look/{name}, ");
        let words: Vec<&str> = words.iter().copied().chain([file.as_str()]).collect();
        let tenant = sample("contoso-demo");
        let markdown = name.rsplit_once('.').is_some_and(|(_, end)| end == "md");
        let format = if markdown { "markdown" } else { "html" };
        let check = [
            "check",
            "--snapshot",
            &tenant,
            "-f",
            format,
            "--template-dir",
            "look",
        ];
        place.refuses(&check, 2, &words);
        let output = [&check[..], &["-o", "report"]].concat();
        place.refuses(&output, 2, &words);
        let audit = ["audit", "--demo", "-o", "reports", "--template-dir", "look"];
        place.refuses(&audit, 2, &words);
    }
}

#[test]
fn a_broken_template_leaves_existing_reports_unchanged() {
    let place = with("row.html", "{{ finding.titel }}");
    let audit = ["audit", "--demo", "-o", "reports"];
    assert_eq!(place.run(&audit).code, 10);
    let (files, html) = (place.files(), place.read("reports/expel-mde.html"));
    place.refuses(
        &[&audit[..], &["--template-dir", "look"]].concat(),
        2,
        &["row.html"],
    );
    assert_eq!(place.files(), files);
    assert_eq!(place.read("reports/expel-mde.html"), html);
}

#[test]
fn a_folder_of_templates_holds_nothing_else() {
    let file = sample("contoso-demo");
    let check = [
        "check",
        "--snapshot",
        &file,
        "-f",
        "html",
        "--template-dir",
        "look",
    ];
    let place = with("fotter.html", "");
    place.refuses(&check, 2, &["look/fotter.html", "there are", "footer.html"]);
    let place = with("footer.html", [0xFF, 0xFE, 0x00]);
    place.refuses(&check, 2, &["look/footer.html", "UTF-8"]);
    Place::new().refuses(
        &check,
        2,
        &["cannot read the folder look", "no such file or folder"],
    );
}

#[test]
fn a_template_error_is_found_before_the_scan() {
    let place = with("footer.html", "{% if %}");
    // No credentials: a scan would say so.
    place.refuses(
        &["audit", "-o", "reports", "--template-dir", "look"],
        2,
        &["look/footer.html, line 1"],
    );
}

/// Endless templates, each with the resource that it exceeds.
const ENDLESS: [(&str, &str); 10] = [
    (
        "footer.html",
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    ),
    (
        "footer.html",
        "{% set x = namespace(s='aaaaaaaaaaaaaaaa') %}{% for i in range(60) %}{% set x.s = x.s ~ x.s %}{% endfor %}",
    ),
    ("footer.html", "{% set a = 'x' * 90000000 %}{{ a }}"),
    (
        "footer.html",
        "{% for a in range(9999) %}{% for b in range(9999) %}lorem ipsum dolor sit amet{% endfor %}{% endfor %}",
    ),
    (
        "row.html",
        "{% for a in range(3000) %}lorem ipsum dolor sit amet, consetetur{% endfor %}{% for a in range(9999) %}{% for b in range(99) %}{% endfor %}{% endfor %}",
    ),
    (
        "report.md",
        "{% for a in range(9999) %}{{ page.guide.title }}{% for b in range(9999) %}{{ page.guide.title }}{% endfor %}{% endfor %}",
    ),
    (
        "footer.html",
        "{% set a %}{% for i in range(9999) %}{% for j in range(999) %}lorem ipsum{% endfor %}{% endfor %}{% endset %}{{ a }}",
    ),
    (
        "footer.html",
        "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    ),
    (
        "footer.html",
        "{% set a = 'abc' * 400000 %}{{ a|replace('a', a)|length }}",
    ),
    (
        "finding.md",
        "{{ ('[' * 60000)|laid_out }}{% for i in range(9999) %}{{ ('[' * 6000)|laid_out }}{% endfor %}",
    ),
];

#[test]
fn an_endless_template_is_refused_soon() {
    let tenant = sample("contoso-demo");
    for (name, text) in ENDLESS {
        let place = with(name, text);
        let markdown = name.rsplit_once('.').is_some_and(|(_, end)| end == "md");
        let format = if markdown { "markdown" } else { "html" };
        let check = [
            "check",
            "--snapshot",
            &tenant,
            "-f",
            format,
            "--template-dir",
            "look",
        ];
        let begun = std::time::Instant::now();
        let file = format!("template look/{name}");
        place.refuses(&check, 2, &[&file]);
        place.refuses(&[&check[..], &["-o", "report"]].concat(), 2, &[&file]);
        let took = begun.elapsed();
        assert!(took < std::time::Duration::from_mins(1), "{text}: {took:?}");
    }
    let place = with("runbook.html", ENDLESS[3].1);
    let book = [
        "runbook",
        "--demo",
        "--kind",
        "onboard",
        "-f",
        "html",
        "--template-dir",
        "look",
    ];
    place.refuses(&book, 2, &["template look/runbook.html"]);
}

#[cfg(unix)]
#[test]
fn only_plain_files_of_the_folder_are_opened() {
    use std::os::unix::fs::symlink;
    let file = sample("contoso-demo");
    let check = [
        "check",
        "--snapshot",
        &file,
        "-f",
        "html",
        "--template-dir",
        "look",
    ];
    let place = Place::new();
    fs::create_dir(place.path("look")).unwrap();
    place.put("elsewhere", "<p>somebody else's</p>");
    let refused = |words: &[&str]| {
        let all = [&["look/footer.html"], words].concat();
        place.refuses(&check, 2, &all);
        let path = place.path("look/footer.html");
        fs::remove_dir(&path)
            .or_else(|_| fs::remove_file(&path))
            .unwrap();
    };
    let pipe = std::process::Command::new("mkfifo")
        .arg(place.path("look/footer.html"))
        .status();
    assert!(pipe.unwrap().success());
    refused(&["no plain file"]);
    for (to, words) in [
        ("/dev/zero", "leads out of the folder"),
        ("../elsewhere", "leads out of the folder"),
        ("/etc/passwd", "leads out of the folder"),
        ("nowhere", "leads nowhere"),
        (".", "is a folder"),
    ] {
        symlink(to, place.path("look/footer.html")).unwrap();
        refused(&[words]);
    }
    fs::create_dir(place.path("look/footer.html")).unwrap();
    refused(&["is a folder"]);
    let long = fs::File::create(place.path("look/footer.html")).unwrap();
    long.set_len(3 * 1024 * 1024).unwrap();
    refused(&["longer than 2 MiB"]);
    // A link within the folder is a file of the folder.
    place.put("look/.brand", "<p>Northwind</p>");
    symlink(".brand", place.path("look/brand.html")).unwrap();
    let ran = place.run(&check);
    assert!(ran.out.contains("<p>Northwind</p>"), "{}", ran.err);
}

#[test]
fn a_folder_with_many_files_is_no_folder_of_templates() {
    let place = Place::new();
    fs::create_dir(place.path("look")).unwrap();
    for number in 0..100 {
        place.put(&format!("look/{number}.html"), "");
    }
    let file = sample("contoso-demo");
    place.refuses(
        &["check", "--snapshot", &file, "--template-dir", "look"],
        2,
        &["the folder look has more than 64 files"],
    );
}
