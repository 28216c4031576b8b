"""Prints what asyncio's chapters name: the public methods of these types, and the module's functions."""

import asyncio
import asyncio.base_events

TYPES = [
    asyncio.AbstractEventLoop,
    asyncio.AbstractEventLoopPolicy,
    asyncio.AbstractChildWatcher,
    asyncio.base_events.Server,
    asyncio.StreamReader,
    asyncio.StreamWriter,
]


def is_public(name):
    return not name.startswith("_") or name in ("__enter__", "__exit__")


for type_ in TYPES:
    for name in sorted(n for t in type_.__mro__[:-1] for n in vars(t) if is_public(n)):
        print(type_.__name__ + "." + name)

for name in sorted(asyncio.__all__):
    value = getattr(asyncio, name)
    if is_public(name) and callable(value) and not isinstance(value, type):
        print("asyncio." + name)
