"""Follows the text of every label of the bars through AT-SPI.

Its argument says how many labels to wait for. Prints one line for each change: "label", the time of CLOCK_MONOTONIC in
nanoseconds, the number of the bar, the number of the label in it, the text as JSON. Ends when its standard input ends.
"""
import json
import select
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def labels_in(node):
    if node.get_role() == Atspi.Role.LABEL:
        yield node
    for child in children(node):
        yield from labels_in(child)


def labels():
    """Returns the labels of all bars, keyed by the numbers of the bar and the label."""
    found = {}
    for application in children(Atspi.get_desktop(0)):
        if application.get_name() == "waybar":
            for bar, window in enumerate(children(application)):
                for number, label in enumerate(labels_in(window)):
                    found[bar, number] = label
    return found


def main():
    Atspi.init()
    expected = int(sys.argv[1])
    followed, shown = {}, {}
    while not select.select([sys.stdin], [], [], 0.002)[0]:
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            if len(followed) < expected:
                followed = labels()
            texts = {place: Atspi.Text.get_text(label, 0, -1) for place, label in followed.items()}
        except GLib.Error:
            followed = {}
            continue
        if len(followed) < expected:
            continue
        for place, text in texts.items():
            if text != shown.get(place):
                shown[place] = text
                print("label", time.monotonic_ns(), *place, json.dumps(text), flush=True)


main()
