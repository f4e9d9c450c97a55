"""The style sheet of a page, for screens wide and narrow, light and dark, and for paper; the policy that allows it."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from crimecompare.charts.palette import ACCENT, BAND, FAINT, GREY, INK, SHEET

LIGHT = {"ink": INK, "grey": GREY, "accent": ACCENT, "faint": FAINT, "band": BAND, "sheet": SHEET}
"""The colours of a picture, of which a page is drawn as well, each by a name."""
DARK = {
    "ink": "#eceae6",
    "grey": "#adb6bc",
    "accent": "#8ec3f3",
    "faint": "#3f474d",
    "band": "#26313b",
    "sheet": "#15181a",
}
"""What takes their place where people have chosen a dark screen."""


def _colours(colours: dict[str, str]) -> str:
    return ":root{" + ";".join(f"--{name}:{colour}" for name, colour in colours.items()) + "}"


def _repainted() -> str:
    """Return the rules by which a picture, which has the light colours as attributes, follows the page's."""
    return "\n".join(
        f'svg [{part}="{colour}"]{{{part}:var(--{name})}}'
        for name, colour in LIGHT.items()
        for part in ("fill", "stroke")
    )


STYLE = f"""
:root{{color-scheme:light dark}}
{_colours(LIGHT)}
@media screen and (prefers-color-scheme:dark){{{_colours(DARK)}}}
*{{box-sizing:border-box}}
html{{-webkit-text-size-adjust:100%;text-size-adjust:100%}}
body{{margin:0;background:var(--sheet);color:var(--ink);font:1rem/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif}}
main{{max-width:66rem;margin:0 auto;padding:2rem 1.5rem 3rem;overflow-wrap:break-word}}
h1{{font-size:1.875rem;line-height:1.2;margin:0 0 1rem;max-width:26em;text-wrap:balance}}
h2{{font-size:1.375rem;line-height:1.25;margin:2.25rem 0 .75rem;text-wrap:balance}}
h3{{font-size:1.0625rem;margin:2rem 0 .5rem}}
p,li{{max-width:42em}}
p{{margin:0 0 .75rem}}
ol,ul{{margin:0;padding-left:1.75rem}}
li{{margin:0 0 .375rem}}
a{{color:var(--accent);text-underline-offset:.15em}}
:focus-visible{{outline:3px solid var(--accent);outline-offset:2px}}
.finding{{font-size:1.125rem;font-weight:600}}
.aside{{color:var(--grey);font-size:.9375rem}}
nav{{border-left:4px solid var(--accent);padding-left:1.25rem;margin:1.5rem 0 0}}
nav h2{{font-size:1.0625rem;margin:0 0 .5rem}}
section:not(:first-of-type){{border-top:1px solid var(--faint);margin-top:2.5rem}}
section>h2{{margin-top:1.75rem}}
figure{{margin:1.25rem 0 0}}
svg{{display:block;width:100%;max-width:54rem;height:auto;margin-left:-1rem}}
.tall svg{{min-width:45rem}}
.slim svg{{max-width:30rem;margin:0}}
.table{{overflow-x:auto;margin:1.25rem 0 .75rem}}
table{{border-collapse:collapse;font-size:.9375rem;line-height:1.35;font-variant-numeric:tabular-nums lining-nums}}
.wide table{{font-size:.875rem}}
caption{{text-align:left;padding:0 0 .5rem;font-size:1rem}}
caption>*{{display:block;width:fit-content;position:sticky;left:0;max-width:min(63rem,100vw - 3rem)}}
caption span{{color:var(--grey);font-size:.9375rem}}
th,td{{padding:.375rem .625rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--faint)}}
.text,tbody th{{text-align:left}}
thead>tr>*{{vertical-align:bottom;border-bottom:2px solid var(--ink)}}
td,.unbroken{{white-space:nowrap}}
.text:not(.unbroken){{white-space:normal}}
tbody th{{font-weight:400;min-width:10rem;max-width:22rem}}
.wide th,.wide td{{padding:.375rem .4375rem}}
th:first-child,td:first-child{{padding-left:0}}
td b{{display:inline-block;width:3.5em;text-align:left;font-weight:400}}
.months{{font-size:.5rem;letter-spacing:.05em}}
td a{{display:inline-block;min-width:1.5rem;text-align:right}}
:target{{background:var(--band)}}
.save{{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.75rem}}
.save a{{display:inline-block;padding:.25rem 0}}
{_repainted()}
@media screen and (max-width:46rem){{
main{{padding:1.25rem 1rem 2rem}}
h1{{font-size:1.625rem}}
.broad{{display:none}}
.slim{{display:block}}
.table{{margin-right:-1rem;padding-right:1rem}}
table{{font-size:.875rem}}
th,td{{padding:.375rem}}
.wide tbody th{{position:sticky;left:0;background:var(--sheet);max-width:9rem}}
tbody th{{min-width:7rem}}
caption>*{{max-width:calc(100vw - 2rem);text-wrap:wrap}}
}}
@media print{{
:root{{color-scheme:light}}
body{{font-size:10pt}}
main{{max-width:none;padding:0}}
h1{{font-size:18pt}}
h2,h3,caption{{break-after:avoid}}
figure,tr,li{{break-inside:avoid}}
p,li{{max-width:none}}
p{{orphans:3;widows:3}}
.table{{overflow:visible;margin-top:8pt}}
table,.wide table,.aside{{font-size:8.5pt}}
caption{{font-size:10pt}}
caption>*{{position:static;max-width:none}}
svg{{max-width:none}}
thead{{display:table-header-group}}
th,td,.wide th,.wide td{{padding:2pt 5pt}}
tbody th{{min-width:0}}
.wide table{{font-size:7pt}}
.turned .wide table{{font-size:8.5pt}}
.wide th,.wide td{{padding:2pt 3pt}}
.turned{{page:wide}}
svg{{max-height:215mm}}
p:has(+figure){{break-after:avoid}}
.save,nav{{display:none}}
a{{color:inherit;text-decoration:none}}
section:not(:first-of-type){{border:0}}
}}
@page{{size:A4;margin:16mm 15mm}}
@page wide{{size:A4 landscape;margin:15mm}}
"""
"""The style sheet, as it is in the page."""


def policy() -> str:
    """Return the Content-Security-Policy: no script, no request, no frame, no form, and this style sheet alone."""
    allowed = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
