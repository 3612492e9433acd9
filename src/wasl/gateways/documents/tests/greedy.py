"""A child that takes memory without end, within the limits of every child."""

from wasl.gateways.documents.child import limit

if __name__ == "__main__":
    limit()
    taken = []
    while True:
        taken.append(bytearray(64 * 1024 * 1024))
