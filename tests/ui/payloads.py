"""Texts that would do something if they were taken for anything but text: sent through every door."""

PAYLOADS = {
    "markup": "<img src=x onerror=alert(1)> <b>bold</b> <iframe src=https://example.com></iframe>",
    "script": "<script>alert(1)</script><svg onload=alert(1)>",
    "attribute": "\" onmouseover=alert(1) x=\" ' autofocus onfocus=alert(1) x='",
    "closing": "</div></p></article></textarea></style></script><h1>out</h1><!--",
    "markdown": "![](https://example.com/x.png) [a](javascript:alert(1)) **bold** # head",
    "link": "javascript:alert(1) https://example.com data:text/html,<script>alert(1)</script>",
    "formula": "$x^2$ $$\\href{javascript:alert(1)}{x}$$ \\(y\\) \\begin{a}",
    "template": "${alert(1)} {{7*7}} {% raw %} #{7*7} <%= 7 %>",
    "entity": "&lt;b&gt; &amp;amp; &#x3c;script&#x3e;",
    "bidi": "abc \u202egnp.exe\u202c \u2066isolated\u2069 \u200fmark",
    "path": "../../etc/passwd C:\\windows\\win.ini %2e%2e%2f",
}
# What has no place in HTML: a page shows a replacement character instead.
UNPRINTABLE = {
    "nul": "before \0 after",
    "control": "before \x1b[31m\x08\x7f after",
    "noncharacter": "x \uffff y",
}
SURROGATE = "half a pair: \ud800."
