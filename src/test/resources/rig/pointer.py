"""Holds a pointer over the screen through wlroots' virtual pointer protocol, as nothing here has a mouse.

Arguments: x, y, and the width and height of all screens together. Ends when its standard input ends.
"""
import os
import socket
import struct
import sys

DISPLAY, REGISTRY, CALLBACK, SEAT, MANAGER, POINTER = range(1, 7)


def text(value):
    raw = value.encode() + b"\0"
    return struct.pack("=I", len(raw)) + raw + b"\0" * (-len(raw) % 4)


def send(connection, target, opcode, body=b""):
    connection.sendall(struct.pack("=II", target, (len(body) + 8) << 16 | opcode) + body)


def receive(connection):
    header = connection.recv(8, socket.MSG_WAITALL)
    target, word = struct.unpack("=II", header)
    return target, word & 0xFFFF, connection.recv((word >> 16) - 8, socket.MSG_WAITALL)


def names_of_globals(connection):
    """The number of each global by its interface."""
    send(connection, DISPLAY, 1, struct.pack("=I", REGISTRY))
    send(connection, DISPLAY, 0, struct.pack("=I", CALLBACK))
    found = {}
    while True:
        target, opcode, body = receive(connection)
        if target == CALLBACK:
            return found
        if target == REGISTRY and opcode == 0:
            name, length = struct.unpack_from("=II", body)
            found[body[8 : 8 + length - 1].decode()] = name


def main():
    x, y, width, height = map(int, sys.argv[1:])
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(os.environ["XDG_RUNTIME_DIR"] + "/" + os.environ["WAYLAND_DISPLAY"])
    names = names_of_globals(connection)
    for interface, number in (("wl_seat", SEAT), ("zwlr_virtual_pointer_manager_v1", MANAGER)):
        bound = struct.pack("=I", names[interface]) + text(interface) + struct.pack("=II", 1, number)
        send(connection, REGISTRY, 0, bound)
    send(connection, MANAGER, 0, struct.pack("=II", SEAT, POINTER))
    for nudge in (1, 0):
        send(connection, POINTER, 1, struct.pack("=IIIII", 0, x + nudge, y, width, height))
        send(connection, POINTER, 4)
    sys.stdin.read()


main()
