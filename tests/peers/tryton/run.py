#!/usr/bin/env python3
"""Runs Cosell against a Tryton that is really there.

usage: run.py BUILD-FOLDER   The last line says what went well; the exit status is 1 when something did not.
"""
import json
import os
import subprocess
import sys
import tempfile

from engine import Engine, Service
from server import CURRENCY, DATABASE, PASSWORD, USER, Tryton, decimal


class Cosell:
    """cosellctl with a profile and a keyring of its own."""

    def __init__(self, build, folder):
        os.mkdir(folder)
        self.program = os.path.join(build, "src/cli/cosellctl")
        self.profile = os.path.join(folder, "profile")
        # libsecret keeps a file in place of the desktop's keyring, as in the tests
        self.environment = dict(os.environ, HOME=folder, SECRET_BACKEND="file",
                                SECRET_FILE_TEST_PATH=os.path.join(folder, "keyring"),
                                SECRET_FILE_TEST_PASSWORD="test",
                                GSETTINGS_SCHEMA_DIR=os.path.join(build, "data"),
                                GSETTINGS_BACKEND="memory")

    def run(self, *words, text=""):
        """Returns: the exit status, and what was printed, as JSON."""
        done = subprocess.run([self.program, "--profile", self.profile, "--json", *words],
                              env=self.environment, timeout=60, input=text,
                              stdout=subprocess.PIPE, text=True)
        return done.returncode, json.loads(done.stdout or "null")


def check(condition, words, found=None):
    if not condition:
        sys.exit(f"FAIL: {words}: {found}")
    print(f"ok: {words}")


def win(tryton):
    """An opportunity whose sale was confirmed. Returns: its id"""
    kim = tryton.kim()
    address = kim.model("party.address", "search_read", [["party", "=", tryton.customer]], 0, 1,
                        None, ["id"])[0]["id"]
    won = kim.model("sale.opportunity", "create",
                    [{"description": "Won", "party": tryton.customer, "address": address,
                      "amount": decimal("10")}])[0]
    kim.model("sale.opportunity", "convert", [won])
    sale = kim.read(won, "sales")["sales"][0]
    kim.model("sale.sale", "quote", [sale])
    kim.model("sale.sale", "confirm", [sale])
    return won


def run_client(build, tryton):
    """The client by itself: every call of it, and then what others see of them."""
    environment = dict(os.environ, COSELL_PEER_URL=tryton.url, COSELL_PEER_DATABASE=DATABASE,
                       COSELL_PEER_USER=USER, COSELL_PEER_PASSWORD=PASSWORD,
                       COSELL_PEER_WON=str(win(tryton)))
    done = subprocess.run([os.path.join(build, "tests/peers/peer-tryton")], env=environment,
                          timeout=120, stdin=subprocess.DEVNULL)
    check(done.returncode == 0, "the client makes, reads, changes and closes opportunities")
    rows = tryton.kim().model("sale.opportunity", "search_read", [["description", "=", "ERP move"]],
                              0, None, None, ["amount", "end_date", "comment", "reference", "state"])
    check(len(rows) == 1, "what was made once stands there once")
    check(rows[0]["amount"]["decimal"] == "25000.10", "the amount has its digits")
    check((rows[0]["end_date"]["year"], rows[0]["end_date"]["month"], rows[0]["end_date"]["day"])
          == (2027, 1, 15), "the date is that day")
    check(rows[0]["reference"] == "0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10", "the reference is ours")


def run_commands(cosell, tryton):
    """What people type."""
    status, _ = cosell.run("crm", "add", "ERP", "--kind", "tryton", "--url", tryton.url,
                           "--database", DATABASE, "--user", USER, "--password-fd", "0",
                           text=PASSWORD + "\n")
    check(status == 0, "crm add takes a password")
    status, steps = cosell.run("crm", "test", "ERP")
    check(status == 0 and all(step["ok"] for step in steps) and len(steps) == 6,
          "crm test finds nothing wrong")
    status, description = cosell.run("crm", "describe", "ERP")
    check(status == 0 and description["currencies"] == [CURRENCY], "the currency is the company's")
    check([stage["id"] for stage in description["stages"]] == ["lead", "opportunity", "converted"],
          "ends are no stages")
    check(description["user"]["email"] == "kim.berg@fabrikam.example", "the user is known")
    status, _ = cosell.run("crm", "login", "ERP", "--password-fd", "0", text="wrong")
    status, steps = cosell.run("crm", "test", "ERP")
    check(status == 4 and steps[-1]["step"] == "sign-in", "a wrong password is told")


def main():
    build = os.path.abspath(sys.argv[1])
    with Tryton() as tryton, tempfile.TemporaryDirectory(prefix="cosell-peers-") as folder:
        run_client(build, tryton)
        run_commands(Cosell(build, os.path.join(folder, "commands")), tryton)
        with Service(build) as service:
            Engine(Cosell(build, os.path.join(folder, "engine")), tryton, service, check).run()
    print("tryton: all went well")


if __name__ == "__main__":
    main()
