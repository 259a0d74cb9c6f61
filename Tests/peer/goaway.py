# SPDX-License-Identifier: Apache-2.0
"""A server that sends GOAWAY on every connection as soon as a call arrives, then answers that call.

Prints "listening PORT"; ends when its standard input is closed.
"""

import socket
import sys
import threading

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived, StreamEnded
from hyperframe.frame import GoAwayFrame


def serve(connection, number):
    session = H2Connection(H2Configuration(client_side=False))
    session.initiate_connection()
    connection.sendall(session.data_to_send())
    while data := connection.recv(65536):
        for event in session.receive_data(data):
            if isinstance(event, RequestReceived):
                # By hand: h2's own GOAWAY closes its state machine.
                frame = GoAwayFrame(stream_id=0, last_stream_id=event.stream_id, error_code=0)
                connection.sendall(session.data_to_send() + frame.serialize())
            if isinstance(event, StreamEnded):
                headers = [(":status", "200"), ("content-type", "application/grpc"), ("connection-number", str(number))]
                session.send_headers(event.stream_id, headers)
                session.send_data(event.stream_id, bytes(5))
                session.send_headers(event.stream_id, [("grpc-status", "0")], end_stream=True)
        connection.sendall(session.data_to_send())
    connection.close()


listener = socket.create_server(("127.0.0.1", 0))
print(f"listening {listener.getsockname()[1]}", flush=True)
threading.Thread(target=lambda: [
    threading.Thread(target=serve, args=(listener.accept()[0], number), daemon=True).start()
    for number in range(1, 1000)
], daemon=True).start()
sys.stdin.read()
