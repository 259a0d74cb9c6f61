# SPDX-License-Identifier: Apache-2.0
"""A server made of h2 that counts the PINGs of each connection.

Usage: pings.py [--silent]
  --silent  says nothing more once it has answered a first call

Prints "listening PORT"; answers every call, with the number of PINGs so far as "pings" and that of the connection as
"connection-number" in its header fields; ends when its standard input is closed.
"""

import socket
import sys
import threading

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import PingReceived, StreamEnded

SILENT = "--silent" in sys.argv


def serve(connection, number):
    session = H2Connection(H2Configuration(client_side=False))
    session.initiate_connection()
    connection.sendall(session.data_to_send())
    pings, is_silent = 0, False
    while data := connection.recv(65536):
        for event in session.receive_data(data):
            pings += isinstance(event, PingReceived)
            if isinstance(event, StreamEnded):
                headers = [(":status", "200"), ("content-type", "application/grpc"), ("pings", str(pings)),
                           ("connection-number", str(number))]
                session.send_headers(event.stream_id, headers)
                session.send_data(event.stream_id, bytes(5))
                session.send_headers(event.stream_id, [("grpc-status", "0")], end_stream=True)
        if not is_silent:
            connection.sendall(session.data_to_send())
        is_silent = SILENT and session.highest_inbound_stream_id > 0
    connection.close()


listener = socket.create_server(("127.0.0.1", 0))
print(f"listening {listener.getsockname()[1]}", flush=True)
threading.Thread(target=lambda: [
    threading.Thread(target=serve, args=(listener.accept()[0], number), daemon=True).start()
    for number in range(1, 1000)
], daemon=True).start()
sys.stdin.read()
