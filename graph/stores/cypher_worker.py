"""The child process that holds the Java engine; run by its path, never imported by the rest.

It reads one JSON request a line from standard input and answers each with one JSON line, in order:

    {"op": "start", "home": FOLDER OF THE ENGINE'S PACKAGE, "options": [OF JAVA, …]}
    {"op": "create", "path": P}, {"op": "nodes", …}, {"op": "relationships", …}, {"op": "finish"}
    {"op": "open", "path": P}, {"op": "query", "query": Q, "parameters": {…}, "rows": N, "milliseconds": M}

An answer is {"error": {"class": C, "message": M}} if that went wrong.  It ends when its input does, even
in the midst of a query, so that it never outlives its parent.  Java runs in a process of its own because
a query in Java can only be stopped from outside, and because its noise must not reach the user.
"""

from __future__ import annotations

import json
import math
import os
import queue
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

Json = Any
Request = dict[str, Json]

_LIBRARIES = {"win32": "bin/server/jvm.dll", "darwin": "lib/server/libjvm.dylib"}


class Engine:
    """One ArcadeDB database, being built or open for reading."""

    def __init__(self, home: str, options: Sequence[str]) -> None:
        self._java = _start_java(Path(home), options)
        settings = self._java("com.arcadedb.GlobalConfiguration")
        settings.OPENCYPHER_LOAD_CSV_ALLOW_FILE_URLS.setValue(False)
        settings.OPENCYPHER_LOAD_CSV_ALLOW_REMOTE_URLS.setValue(False)
        settings.DATE_IMPLEMENTATION.setValue(self._java("java.time.LocalDate").class_)
        settings.TYPE_DEFAULT_BUCKETS.setValue(1)  # else fifty relations make a hundred megabytes of pages
        self._settings = settings
        self._database: Any = None
        self._days: frozenset[str] = frozenset()
        self._nodes: dict[tuple[str, str], Any] = {}
        self._plain = _plain_values(self._java)

    def create(self, path: str, days: Sequence[str]) -> None:
        """Make an empty database; properties named in `days` hold ISO dates."""
        self._days = frozenset(days)
        self._database = self._java("com.arcadedb.database.DatabaseFactory")(path).create()

    def add_nodes(self, labels: Sequence[str], rows: Sequence[Mapping[str, Json]]) -> None:
        """Keep nodes of the same labels, in one transaction."""
        type_name = self._node_type(labels)
        self._database.begin()
        for row in rows:
            vertex = self._database.newVertex(type_name).set(*self._flat(row))
            self._nodes[labels[0], row["id"]] = vertex.save()
        self._database.commit()

    def add_relationships(self, rows: Sequence[Sequence[Json]]) -> None:
        """Keep relationships between known nodes, in one transaction."""
        schema = self._database.getSchema()
        for relation in sorted({row[1] for row in rows}):
            if not schema.existsType(relation):
                schema.createEdgeType(relation)
        self._database.begin()
        for source, relation, target, properties in rows:
            flat = self._flat(properties)
            self._nodes[tuple(source)].newEdge(relation, self._nodes[tuple(target)], *flat)
        self._database.commit()

    def finish(self) -> None:
        """Write out and close what was being built."""
        self._nodes.clear()
        self._database.close()

    def open(self, path: str) -> None:
        """Open for reading only: other processes may do the same."""
        mode = self._java("com.arcadedb.engine.ComponentFile$MODE").READ_ONLY
        self._database = self._java("com.arcadedb.database.DatabaseFactory")(path).open(mode)

    def query(self, query: str, parameters: Mapping[str, Json], rows: int, milliseconds: int) -> Json:
        """At most `rows` rows; `milliseconds` 0 for no limit (the parent keeps its own)."""
        self._settings.COMMAND_TIMEOUT.setValue(milliseconds)
        given = self._java("java.util.HashMap")()
        for name, value in parameters.items():
            given.put(name, self._collection(value))
        found = self._database.query("opencypher", query, given)
        columns = self._columns(query)
        table: list[list[Json]] = []
        while len(table) < rows and found.hasNext():
            row = found.next()
            columns = columns or [str(name) for name in row.getPropertyNames()]
            table.append([self.plain(row.getProperty(name)) for name in columns])
        cut = bool(found.hasNext())
        found.close()
        return {"columns": columns or [], "rows": table, "cut": cut}

    def plain(self, value: Any) -> Json:
        """A value of the engine as JSON: dates as ISO text, nodes and the like as dicts."""
        if value is None or type(value) in (str, bool, int):  # Java's are subclasses, a Boolean of int
            return value
        for java_class, convert in self._plain:
            if isinstance(value, java_class):
                return convert(value, self.plain)
        return str(value)

    def _columns(self, query: str) -> list[str] | None:
        """Names after RETURN, which rows do not tell where there are none; None if it returns `*`."""
        clause = self._database.getCypherStatementCache().get(query).getReturnClause()
        if clause is None or clause.isReturnAll():
            return None
        return [str(item.getOutputName()) for item in clause.getReturnItems()]

    def _node_type(self, labels: Sequence[str]) -> str:
        schema = self._database.getSchema()
        for label in labels:
            if not schema.existsType(label):
                schema.createVertexType(label)
        if not schema.getType(labels[0]).existsProperty("id"):
            schema.getType(labels[0]).createProperty("id", self._java("java.lang.String").class_)
            tree = self._java("com.arcadedb.schema.Schema$INDEX_TYPE").LSM_TREE
            schema.createTypeIndex(tree, True, labels[0], ["id"])
        names = self._java("java.util.ArrayList")(list(labels))
        composite = self._java("com.arcadedb.query.opencypher.Labels")
        return str(composite.ensureCompositeType(schema, names))

    def _flat(self, properties: Mapping[str, Json]) -> list[Any]:
        """Names and values in turn, as the engine takes many in one call."""
        return [part for name, value in properties.items() for part in (name, self._to_java(name, value))]

    def _to_java(self, name: str, value: Json) -> Any:
        if name in self._days and isinstance(value, str):
            return self._java("java.time.LocalDate").parse(value)
        return self._collection(value)

    def _collection(self, value: Json) -> Any:
        if isinstance(value, list):
            return self._java("java.util.ArrayList")([self._collection(item) for item in value])
        if isinstance(value, dict):
            made = self._java("java.util.HashMap")()
            for key, item in value.items():
                made.put(key, self._collection(item))
            return made
        return value


def _start_java(home: Path, options: Sequence[str]) -> Callable[[str], Any]:
    """Start the Java that the package brings, and give what looks up its classes.

    The package's own starter reads the user's environment and starts slowly; its folder is all we need.
    """
    sys.modules["numpy"] = None  # type: ignore[assignment]  # jpype loads it if it can: a quarter second
    import jpype  # noqa: PLC0415  only this process may load Java, and only once it must

    ours = [
        "-XX:TieredStopAtLevel=1",  # starts a third faster; long queries are stopped anyway
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF8",
        "-Dpolyglot.engine.WarnInterpreterOnly=false",
        "--enable-native-access=ALL-UNNAMED",
    ]
    library = home / "jre" / _LIBRARIES.get(sys.platform, "lib/server/libjvm.so")
    jars = [str(path) for path in sorted((home / "jars").glob("*.jar"))]
    jpype.startJVM(str(library), *ours, *options, classpath=os.pathsep.join(jars), interrupt=False)
    classes: dict[str, Any] = {}

    def look_up(name: str) -> Any:
        if name not in classes:
            classes[name] = jpype.JClass(name)
        return classes[name]

    return look_up


def _plain_values(java: Callable[[str], Any]) -> list[tuple[Any, Callable[[Any, Any], Json]]]:
    """What to do with values of each Java class, the first that fits."""
    return [
        (java("java.lang.String"), lambda value, _: str(value)),
        (java("java.lang.Boolean"), lambda value, _: bool(value)),
        (float, lambda value, _: _finite(float(value))),
        (java("java.lang.Number"), lambda value, _: _number(value)),
        (java("com.arcadedb.graph.Vertex"), _node),
        (java("com.arcadedb.graph.Edge"), _relationship),
        (java("com.arcadedb.query.opencypher.traversal.TraversalPath"), _path),
        (java("java.util.Map"), _map),
        (java("java.util.Collection"), lambda value, plain: [plain(item) for item in value]),
    ]


def _map(value: Any, plain: Any) -> Json:
    return {name: plain(value.get(name)) for name in sorted(map(str, value.keySet()))}


def _number(value: Any) -> Json:
    return int(value) if int(value) == value else _finite(float(value))


def _finite(value: float) -> Json:
    """JSON has no infinity and no not-a-number: their names instead."""
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else f"{'-' if value < 0 else ''}Infinity"


def _properties(record: Any, plain: Any) -> Json:
    return {str(name): plain(record.get(name)) for name in sorted(map(str, record.getPropertyNames()))}


def _node(value: Any, plain: Any) -> Json:
    labels = str(value.getTypeName()).split("~")  # how the engine names a type of several labels
    return {"labels": labels, "properties": _properties(value, plain)}


def _relationship(value: Any, plain: Any) -> Json:
    ends = {"source": value.getOutVertex().get("id"), "target": value.getInVertex().get("id")}
    ids = {name: plain(end) for name, end in ends.items()}
    return {"type": str(value.getTypeName()), **ids, "properties": _properties(value, plain)}


def _path(value: Any, plain: Any) -> Json:
    return {
        "nodes": [plain(vertex) for vertex in value.getVertices()],
        "relationships": [plain(edge) for edge in value.getEdges()],
    }


def answer(engine: list[Engine], request: Request) -> Json:
    """What one request gives; `engine` is empty before "start"."""
    op = request.pop("op")
    if op == "start":
        engine.append(Engine(request["home"], request["options"]))
        return {}
    actions: dict[str, Callable[..., Json]] = {
        "create": engine[0].create,
        "nodes": engine[0].add_nodes,
        "relationships": engine[0].add_relationships,
        "finish": engine[0].finish,
        "open": engine[0].open,
        "query": engine[0].query,
    }
    return actions[op](**request) or {}


def _complaint(error: BaseException) -> Json:
    name = getattr(type(error), "class_", None)  # only classes of Java have it
    java = str(name.getSimpleName()) if name is not None else "Worker"
    message = error.getMessage() if hasattr(error, "getMessage") else repr(error)
    return {"error": {"class": java, "message": str(message or "")}}


def _read(requests: queue.SimpleQueue[str]) -> None:
    """Pass requests on, and end the process with its input, whatever Java is doing."""
    for line in sys.stdin:
        requests.put(line)
    os._exit(0)


def _private_output() -> IO[str]:
    """The pipe to the parent; whatever Java prints goes to the log instead."""
    pipe = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(pipe, "w", encoding="utf-8")


def main() -> None:
    """Answer requests until there are no more."""
    out = _private_output()
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(requests,), daemon=True).start()
    engine: list[Engine] = []
    while True:
        try:
            reply = answer(engine, json.loads(requests.get()))
        except BaseException as error:  # Java's errors too: the parent decides what they mean
            reply = _complaint(error)
        out.write(json.dumps(reply) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
