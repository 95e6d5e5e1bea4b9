#!/usr/bin/env python3
"""The formats for other programs, over the pair cases, the fleets and every fourth of the other near misses, and hostile names: each must
be what its readers take, and say what the JSON report says.

usage: formats.py PEERLINT [sarif]

With `sarif` the SARIF reports go through Microsoft's validator and its JSON schema, which come from npm; the test is left out where npm
cannot get them.
"""
import json
import os
import re
import shutil
import stat
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as xml

from tools import PAIRS, arguments, npm, run, skip
import near
import near_fleets
import program

FORMATS = ["text", "json", "sarif", "junit", "github", "gitlab", "checkstyle", "html"]
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
BROKEN = "two\nlines \uffff\ufffe\uff01.cfg" # what XML has no way to write, and a letter beside it
HOSTILE = "a<b>&\"'c %0A:,;#.cfg"


def report(peerlint, folder, files, form, *options):
    result = run([peerlint, "check", "--format", form] + list(options) + ["--"] + files, folder)
    assert result.returncode in (0, 1), "%s of %s: exit %d\n%s" % (form, folder, result.returncode, result.stderr.decode())
    return result.stdout.decode("utf-8")


def check_sarif(text, findings):
    run_ = json.loads(text)["runs"][0]
    rules = [r["id"] for r in run_["tool"]["driver"]["rules"]]
    assert [r["ruleId"] for r in run_["results"]] == [f["rule"] for f in findings]
    for result, finding in zip(run_["results"], findings):
        assert rules[result["ruleIndex"]] == finding["rule"] and result["level"] == LEVELS[finding["severity"]]
        assert result["partialFingerprints"]["peerlint/v1"] == finding["fingerprint"]
        places = result["locations"] + result.get("relatedLocations", [])
        assert [p["physicalLocation"]["region"]["startLine"] for p in places] == [l["line"] for l in finding["locations"]]
        assert bool(result.get("suppressions")) == finding["suppressed"]
    return run_


def check_fixes(run_, folder, files):
    """Applies each fix as a tool would: the result must be the line that the report advises."""
    count = 0
    for result in run_["results"]:
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                path = os.path.join(folder, urllib.parse.unquote(change["artifactLocation"]["uri"]))
                lines = open(path, encoding="utf-8", errors="replace", newline="").read().split("\n")
                for replacement in change["replacements"]:
                    region = replacement["deletedRegion"]
                    line = lines[region["startLine"] - 1]
                    assert 1 <= region["startColumn"] <= region["endColumn"] or region.get("endLine"), region
                    assert region["startColumn"] <= len(line) + 1
                    assert "******" not in replacement.get("insertedContent", {}).get("text", ""), "a mask would be written into a config"
                    count += 1
    return count


def check_xml(text, tag):
    root = xml.fromstring(text)
    assert root.tag == tag, root.tag
    return root


def check_junit(text, report_):
    root = check_xml(text, "testsuites")
    suites = root.findall("testsuite")
    cases = [c for s in suites for c in s.findall("testcase")]
    errors = sum(f["severity"] == "error" and not f["suppressed"] for f in report_["findings"])
    assert len(cases) == len(report_["findings"]) + 2 * len(report_["tunnels"]) == int(root.get("tests"))
    assert sum(c.find("failure") is not None for c in cases) == errors == int(root.get("failures"))
    assert sum(s.find("properties") is not None for s in suites) == len(report_["tunnels"])


def check_github(text, findings):
    lines = text.splitlines()
    assert len(lines) == len(findings), "one command a finding"
    for line, finding in zip(lines, findings):
        match = re.match(r"::(error|warning|notice) (.*?)::", line)
        properties = dict(p.split("=", 1) for p in match.group(2).split(","))
        assert properties["title"].startswith(finding["rule"])
        if finding["locations"]:
            assert int(properties["line"]) == finding["locations"][0]["line"] and int(properties["endColumn"]) == finding["locations"][0]["end_column"]


def check_gitlab(text, findings):
    issues = json.loads(text)
    assert [i["fingerprint"] for i in issues] == [f["fingerprint"] for f in findings] and len({i["fingerprint"]
        for i in issues}) == len(issues)
    assert all(i["severity"] in ("info", "minor", "critical") and i["location"]["lines"]["begin"] >= 1 and i["description"] for i in issues)


def check_html(text, findings):
    assert text.startswith("<!doctype html>") and text.rstrip().endswith("</html>")
    assert len(re.findall(r'<article class="finding', text)) == len(findings)
    assert "default-src 'none'" in text
    assert not re.search(r'(?:src|href|action)="(?!#)', text.split("</style>")[1]), "something is loaded or linked to"
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids)), "two elements with one id"
    targets = set(re.findall(r'href="#([^"]+)"', text)) - set(ids)
    assert not targets, "links that lead nowhere: %s" % sorted(targets)[:5]


def check_case(peerlint, folder, files):
    text = {form: report(peerlint, folder, files, form) for form in FORMATS}
    parsed = json.loads(text["json"])
    findings = parsed["findings"]
    counted = [f for f in findings if not f["suppressed"]]
    fixes = check_fixes(check_sarif(text["sarif"], findings), folder, files)
    check_junit(text["junit"], parsed)
    check_github(text["github"], counted)
    check_gitlab(text["gitlab"], counted)
    checkstyle = check_xml(text["checkstyle"], "checkstyle")
    assert len(checkstyle.findall("file/error")) == len(counted)
    check_html(text["html"], findings)
    return fixes


def hostile(peerlint, work):
    """Names that mean something to a format must come through every one of them as text."""
    source = os.path.join(PAIRS, sorted(os.listdir(PAIRS))[0])
    first, second = arguments(source)
    for name, to in ((first, HOSTILE), (second, BROKEN)):
        shutil.copy(os.path.join(source, name), os.path.join(work, to))
    check_case(peerlint, work, [HOSTILE, BROKEN])
    names = [f.get("name") for f in check_xml(report(peerlint, work, [HOSTILE, BROKEN], "checkstyle"), "checkstyle").findall("file")]
    assert HOSTILE in names, names


def validate(peerlint):
    package = "@microsoft/sarif-multitool"
    modules = npm(package)
    tool = modules and os.path.join(modules, package + "-linux", "Sarif.Multitool")
    if not tool or not os.path.exists(tool):
        skip("npm cannot get " + package)
    import jsonschema
    os.chmod(tool, os.stat(tool).st_mode | stat.S_IXUSR)
    schema = json.load(open(os.path.join(os.path.dirname(tool), "sarif-2.1.0.json"), encoding="utf-8-sig"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    with tempfile.TemporaryDirectory() as work:
        paths = []
        for name in sorted(os.listdir(PAIRS)):
            text = report(peerlint, os.path.join(PAIRS, name), arguments(os.path.join(PAIRS, name)), "sarif")
            errors = [e.message for e in validator.iter_errors(json.loads(text))]
            assert not errors, "%s: %s" % (name, errors[:3])
            paths.append(os.path.join(work, name + ".sarif"))
            open(paths[-1], "w", encoding="utf-8").write(text)
        out = os.path.join(work, "out.json")
        result = run([tool, "validate"] + paths + ["--output", out, "--log", "ForceOverwrite", "--level", "Error;Warning", "--kind",
                                                   "Fail"], work, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1")
        told = [l for l in result.stdout.decode().splitlines() if re.search(r": (error|warning) ", l)]
        assert result.returncode == 0 and not told, "\n".join(told[:10]) or result.stdout.decode() + result.stderr.decode()
        print("%d reports valid for the schema and for %s" % (len(paths), package))


def main():
    peerlint = os.path.abspath(sys.argv[1])
    if sys.argv[2:] == ["sarif"]:
        return validate(peerlint)
    fixes, rows = 0, [*near_fleets.NEAR.items(), *list(near.NEAR.items())[::4]]
    for name in sorted(os.listdir(PAIRS)):
        folder = os.path.join(PAIRS, name)
        try:
            fixes += check_case(peerlint, folder, arguments(folder))
        except Exception as error:
            sys.exit("%s: %s: %s" % (name, type(error).__name__, error))
    for name, (base, edits, _) in rows:
        with program.folder() as work:
            try:
                fixes += check_case(peerlint, work, near.write(work, base, near.edited(base, edits)))
            except Exception as error:
                sys.exit("%s: %s: %s" % (name, type(error).__name__, error))
    with tempfile.TemporaryDirectory() as work:
        hostile(peerlint, work)
    print("%d cases in %d formats, %d replacements" % (len(os.listdir(PAIRS)) + len(rows), len(FORMATS), fixes))


main()
