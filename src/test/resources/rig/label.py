"""Follows the text of every label of the bar through AT-SPI.

Prints one line for each change: "label", the time of CLOCK_MONOTONIC in nanoseconds, the text as JSON.
Ends when its standard input ends.
"""
import json
import select
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402


def labels(node):
    if node.get_role() == Atspi.Role.LABEL:
        yield node
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from labels(child)


def bar():
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is not None and application.get_name() == "waybar":
            return application
    return None


def text_of(label):
    return Atspi.Text.get_text(label, 0, -1)


def main():
    Atspi.init()
    shown, label = None, None
    while not select.select([sys.stdin], [], [], 0.002)[0]:
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            if label is None:
                application = bar()
                label = next(labels(application), None) if application else None
                continue
            text = text_of(label)
        except GLib.Error:
            label = None
            continue
        if text != shown:
            shown = text
            print("label", time.monotonic_ns(), json.dumps(text), flush=True)


main()
