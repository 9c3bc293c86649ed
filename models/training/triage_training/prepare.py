"""Normalises and masks texts with the job's own code, so that training and serving cannot differ."""

import json
import shlex
import subprocess

COMMAND = "./triage prepare"  #: reads and writes JSONL {"id", "text"}, in order; run from the project's root


class Preparer:
    """Calls `command` from `folder` once for each list of texts."""

    def __init__(self, folder, command=COMMAND):
        self.folder, self.command = folder, shlex.split(command)

    def __call__(self, texts):
        """The prepared texts, in the order given."""
        lines = "".join(json.dumps({"id": str(row), "text": text}) + "\n" for row, text in enumerate(texts))
        done = subprocess.run(self.command, cwd=self.folder, input=lines, stdout=subprocess.PIPE, text=True,
                              encoding="utf-8", check=True)
        rows = [json.loads(line) for line in done.stdout.split("\n") if line]
        if [row["id"] for row in rows] != [str(row) for row in range(len(texts))]:
            raise ValueError(f"{self.command} gave {len(rows)} texts for {len(texts)}, or in another order")
        return [row["text"] for row in rows]
