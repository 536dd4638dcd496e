"""FLC4xx: names."""

from .rule import Rule, error, note, warning

ROWS: tuple[Rule, ...] = (
    error(
        "FLC401",
        "a part of Prefect that flowc does not know",
        """
The script runs without Prefect, and has its own Task, Flow, State, signals, context,
results, schedules and executors under Prefect's names. A name that flowc has nothing
for is an error, wherever it is used: executors and schedules of other packages, names
that Prefect 1 never had.
""",
    ),
    warning(
        "FLC405",
        "a function of another package is called while the flow is built",
        """
The script carries the modules of the flow's own project. What another package defines
and the flow block calls stays an import, and runs when the script builds its flow. If
it is a plain function, all is well. If it is a task, the script takes it over as it is,
a Task object of the real Prefect: its package and prefect 1 have to be installed where
the script and the workers run. Where it is of the project after all, name its folder
with --source-root; else write the task yourself to be rid of that.
""",
    ),
    error(
        "FLC406",
        "a module of the project is not there",
        """
What a flow uses of its project's other modules is carried into the script. flowc looks
for them in the package that the file lies in, in the file's own folder, in the folders
above it up to that of the project, and where pyproject.toml or setup.cfg say that its
packages are. Name another folder on the command line, or once for all:

    flowc compile flow.py -o out.py --source-root lib

    [tool.flowc]
    source-roots = ["lib"]
""",
    ),
    warning(
        "FLC407",
        "a task of the library needs Prefect on the workers",
        """
The script imports this class or function of Prefect's task library when the task runs.
Where Prefect 1.4.1 is installed on the workers, with what the class itself needs, it
works as before; where it is not, that task alone fails, and says what to install. Write
the task yourself to be rid of Prefect:

    @task
    def download(key):
        return boto3.client("s3").get_object(Bucket="b", Key=key)["Body"].read()
""",
    ),
    warning(
        "FLC408",
        "only a Prefect server can answer this",
        """
The code asks a Prefect server: with GraphQL, for other flows, to register one. A script
has no server. It compiles, and a task that comes to this place fails, and says so; the
rest of the flow goes on. The name of the run, its artifacts, key-value pairs and what
is known of the own run need no server.
""",
    ),
    warning(
        "FLC409",
        "a flow that is started is not at hand",
        """
A task starts another flow by its name, and the file has no flow of that name. Flows of
the same file, and of the modules that it imports, run as part of the script; those of
other files do with `--with FILE`. For others set `FLOWC_START_FLOW` to a command that
starts them, such as

    FLOWC_START_FLOW="python {flow}.py --once --param-file {parameters}"

Without it that task alone fails, and says so.
""",
    ),
    note(
        "FLC410",
        "a module stays a module of its own in the script",
        """
Of the project's other modules, the script has what the flow uses as functions and
classes of its own. A module that acts when it is imported stays whole, as text that the
script makes a module of, and runs when importing would run it: it calls, loops, patches
or registers at module level, or decorates with functions that flowc does not know. So
does a module whose code needs the module itself: other modules set its names, or read
names that its functions rebind with `global`; it is passed on as a value, or looked
into with a name that is computed; it calls globals(), exec or eval; or it imports one
of these that imports it. To be rid of that, import what is needed by name:

    from project.tasks import load     # instead of getattr(project.tasks, name)
""",
    ),
    warning(
        "FLC411",
        "code asks for the place of its file",
        """
The script is one file, and lies elsewhere than what it is made of. In code of the flow
file `__file__` is the script's own path: what is beside the flow file has to be beside
the script, and a name that is made of the path becomes another. `__file__` of a carried
module is where its file would lie beside the script, as below the project's root: put
the files that are read by it there, on the workers too. `__name__` is the module's own
name. Files of a package that are read by the package's name are out of reach. The other
way is to give the folder of the files by a Parameter or an environment variable:

    QUERIES = Path(os.environ.get("QUERIES", "queries"))
    # instead of Path(__file__).parent / "queries"
""",
    ),
    warning(
        "FLC412",
        "a module of the project has no such name",
        """
The code reads an attribute of one of the project's modules, or imports a name from it,
which no statement of that module makes. It may be made in a way that flowc does not
see (`setattr`, `globals()[...] = ...`). Where it is not made at all, the code fails in
the script as it does in the project.
""",
    ),
    warning(
        "FLC413",
        "a module of the project is imported by its name as a string",
        """
`importlib.import_module("project.tasks")` looks for a file when it runs, and where the
script runs there is none. Import the module with a statement, so that the script can
carry it, or install the project there.
""",
    ),
    warning(
        "FLC416",
        "which flow a task starts can't be told",
        """
A script carries the flows that its tasks may start, as far as their names can be told:
from text, from constants and members of classes, f-strings, the defaults of Parameters,
and what the file's own functions return or are given. Of a name that is computed in
another way it carries the other flows of the file itself, and none of its project's
other modules. Write what the name may be,

    CHILDREN = ["load", "clean"]
    create_flow_run.map(flow_name=CHILDREN)

or compile the files of these flows along, with `--with FILE`.
""",
    ),
    warning(
        "FLC417",
        "a star import gives no names of modules that make flows",
        """
A module stays a module of its own in the script (FLC410), and imports with a star from
others that make flows. What some code reads of these by its name is there, and so are
the flows that a task may start by their names. The rest is left out: else a script
would carry every flow of a project whose packages import one another. Code that
computes a name does not find it then:

    getattr(pipelines, name)        # not this
    from pipelines.sales.flows import load, clean
    {"load": load, "clean": clean}[name]      # but this
""",
    ),
    warning(
        "FLC420",
        "a module that can't be read is left out",
        """
The module is no Python that flowc can read: it has a syntax error, bytes that its
encoding does not have, or may not be opened. Where the flow uses it and importing the
flow file imports it, that is an error. Here nothing of it is used, or only a function
or a condition imports it. The script goes without it, and what imports it fails there.
Mend the module, or remove the import:

    try:
        from project.fast import total      # project/fast.py can't be read
    except Exception:
        from project.plain import total     # the script comes here
""",
    ),
    warning(
        "FLC421",
        "a module is carried from outside the project",
        """
The project of a flow file is the nearest folder above it with `pyproject.toml`,
`setup.cfg`, `setup.py` or `.git`. The module's file lies elsewhere: it is a symbolic
link, or a folder that the project's own files name as a place of modules leads out
(`source-roots = ["../shared"]`). Its text becomes part of the script. Where that is
meant, name the folder in the command, which also says it to whoever reads that:

    flowc compile flow.py --source-root ../shared -o out.py
""",
    ),
    warning(
        "FLC424",
        "importing a package has the script carry many modules",
        """
The `__init__` of a package imports modules that act when they are imported. Importing
anything of the package runs them, in the project and in the script, which carries them
whole and needs the packages that they import. Have `__init__` import only what users of
the package need, or move what the flow uses to a package of its own:

    from shop.tasks import load     # runs shop/__init__.py, and all that it imports
""",
    ),
    warning(
        "FLC425",
        "a loop makes several flows under one name",
        """
A loop of the file makes a flow in each of its rounds, gives all of them one variable,
and runs none (it registers them, for example). The script makes them all, as the file
does. `python out.py` runs the last one; any other is chosen by its name:

    for table in ["orders", "items"]:
        flow = build(table)                # Flow(f"load-{table}")
        flow.register("shop")

    python out.py --flowc-flow load-orders
""",
    ),
    warning(
        "FLC426",
        "a call that may be of a task",
        """
Only the run can tell what is called here: a task, or something else. The call stays as
it is, and the script asks the object; flowc can neither draw it nor fuse it. It comes
of exec and eval, of getattr with a computed name, of tasks that are given to code which
is not at hand. Name the tasks in the text:

    LOADERS = {"csv": load_csv, "xml": load_xml}

    with Flow("etl") as flow:
        LOADERS[kind]("a.txt")         # not getattr(tasks, f"load_{kind}")("a.txt")
""",
    ),
    note(
        "FLC427",
        "two maps in a row that are not fused",
        """
A map over the result of another map runs as one function with it, where both surely
have the same elements and nothing else needs the first result. Here something forbids
that, so each has nodes of its own. The results are the same; those of the first map are
passed from node to node:

    rows = read.map(files)
    sizes = measure.map(rows)
    show(rows)                         # reads `rows` too: `read` stays by itself
""",
    ),
)
