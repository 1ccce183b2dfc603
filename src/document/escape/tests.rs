#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod quoting;

use super::{
    anchor, csv_field, is_unseen, markdown_code, markdown_inline, shorten, terminal_line, visible,
};

#[test]
fn markdown() {
    let cases = [
        ("plain Text.Read.All 0.1.0", "plain Text.Read.All 0.1.0"),
        ("a|b", "a\\|b"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
        ("# not a heading", "\\# not a heading"),
        ("- item", "\\- item"),
        ("12. item", "12\\. item"),
        ("12.5 percent", "12.5 percent"),
        ("mid - dash", "mid - dash"),
        ("two\nlines", "two lines"),
        ("   indented", "indented"),
        ("a\\", "a\\\\"),
        ("mail a@b.example now", "mail `a@b.example` now"),
        ("see http://x.example/a_b", "see `http://x.example/a_b`"),
        ("WWW.x.example", "`WWW.x.example`"),
        ("fixes #12", "fixes `#12`"),
        (":rocket: at 09:14:05", "`:rocket:` at 09:14:05"),
        ("@a`b", "``@a`b``"),
        ("@`", "`` @` ``"),
        ("@a|b", "`@a`\\|`b`"),
        ("\u{202e}x", "⟨U+202E⟩x"),
        ("", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(markdown_inline(text), expected, "{text:?}");
    }
    assert_eq!(markdown_code("GET x y"), "`GET x y`");
    assert_eq!(markdown_code(""), "");
}

#[test]
fn csv() {
    let cases = [
        ("plain", "plain"),
        ("=1", "'=1"),
        ("  =1", "'  =1"),
        ("\"=1", "'\"=1"),
        ("＋1", "'＋1"),
        ("\tx", "' x"),
        ("\rx", "'⟨U+000D⟩x"),
        ("-1", "-1"),
        ("-1.50", "-1.50"),
        ("-1e5", "'-1e5"),
        ("1,5", "1,5"),
        ("a=b", "a=b"),
        ("\u{feff}=1", "⟨U+FEFF⟩=1"),
    ];
    for (text, expected) in cases {
        assert_eq!(csv_field(text), expected, "{text:?}");
    }
}

#[test]
fn terminal() {
    assert_eq!(terminal_line("a\u{1b}[31mb"), "a⟨U+001B⟩[31mb");
    assert_eq!(terminal_line("a\r\nb\nc\td"), "a b c d");
    assert_eq!(terminal_line("a\rb"), "a⟨U+000D⟩b");
    assert_eq!(
        terminal_line("Söhne 日本 العربية 👩\u{fe0f}"),
        "Söhne 日本 العربية 👩\u{fe0f}"
    );
}

#[test]
fn every_control_character_and_direction_mark_is_unseen() {
    let marks = "\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\
                 \u{2066}\u{2067}\u{2068}\u{2069}\u{2028}\u{2029}\u{feff}\u{61c}\u{e0020}";
    assert!(marks.chars().all(is_unseen));
    assert!(('\0'..=char::MAX).filter(|c| c.is_control()).all(is_unseen));
    assert!(!"aé日 \u{a0}⟨⟩".chars().any(is_unseen));
    assert_eq!(visible("a\nb\u{7}", &['\n']), "a\nb⟨U+0007⟩");
}

#[test]
fn anchors_are_readable_and_never_shared() {
    assert_eq!(
        anchor("expel-mde/api/Ti.ReadWrite.All"),
        "expel-mde/api/Ti.ReadWrite.All"
    );
    assert_eq!(anchor("a b\"~é"), "a~20b~22~7e~c3~a9");
    assert_ne!(anchor("a b"), anchor("a~20b"));
}

#[test]
fn a_cut_says_how_much_it_left_out() {
    assert_eq!(shorten("abc", 3), "abc");
    assert_eq!(shorten("äbcde", 2), "äb… (3 characters left out)");
}
