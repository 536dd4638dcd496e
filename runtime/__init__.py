"""What scripts and their tests import of the runtime: its one door."""

from .authoring.annotations import EdgeAnnotation, Flattened, MappedArgument
from .authoring.applied_maps import apply_mapped
from .authoring.collections_tasks import (
    Constant,
    Dict,
    List,
    Set,
    Tuple,
    VarArgsTask,
    as_task_value,
)
from .authoring.control_flow import (
    CaseBlock,
    CompareValue,
    Merge,
    ifelse_tasks,
    merge_tasks,
    switch_tasks,
)
from .authoring.datetime_parameters import DateTimeParameter
from .authoring.delayed import delayed, task_settings
from .authoring.edges import Edge
from .authoring.flows import Flow
from .authoring.function_tasks import FunctionTask, as_task, attribute_defaults
from .authoring.operator_tasks import (
    Add,
    And,
    Div,
    Equal,
    FloorDiv,
    GetAttr,
    GetItem,
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
    Mod,
    Mul,
    Not,
    NotEqual,
    Or,
    Pow,
    Sub,
)
from .authoring.parameters import Parameter
from .authoring.resource_managers import (
    ResourceCleanupTask,
    ResourceContext,
    ResourceInitTask,
    ResourceManager,
    ResourceSetupTask,
    resource_cleanup_trigger,
    resource_manager_of,
)
from .authoring.tag_blocks import tag_block
from .authoring.tasks import Task
from .authoring.unmapping import Unmapped, unmapped
from .cluster.executors import DaskExecutor, Executor, LocalDaskExecutor, LocalExecutor
from .context.config import PrefectConfig
from .context.context_stand_in import PlainContext
from .context.dated_context import RunContext
from .context.loggers import prefect_logger
from .context.namespaces import Ignored, Namespace
from .context.original_names import originally
from .library.filter_task import FilterTask
from .library.foreign_library import LibraryFunction, library_task
from .library.foreign_tasks import adopted
from .library.notifications import EmailTask, SlackTask
from .library.secret_tasks import EnvVarSecret, PrefectSecret, SecretBase
from .library.secrets import Secret
from .library.shell import ShellTask
from .library.sqlite import SQLiteQuery, SQLiteScript
from .library.state_notifiers import (
    callback_factory,
    gmail_notifier,
    slack_message_formatter,
    slack_notifier,
)
from .library.templates import JinjaTemplate, StringFormatter
from .policies.cache_validators import (
    all_inputs,
    all_parameters,
    duration_only,
    never_use,
    partial_inputs_only,
    partial_parameters_only,
)
from .policies.task_pauses import pause_until_resumed
from .policies.triggers import (
    all_failed,
    all_finished,
    all_successful,
    always_run,
    any_failed,
    any_successful,
    manual_only,
    not_all_skipped,
    some_failed,
    some_successful,
)
from .program.scripts import Script
from .results.remote_results import AzureResult, GCSResult, S3Result
from .results.result_handlers import (
    AzureResultHandler,
    ConstantResultHandler,
    GCSResultHandler,
    JSONResultHandler,
    LocalResultHandler,
    PandasResultHandler,
    ResultHandler,
    S3ResultHandler,
    SecretResultHandler,
)
from .results.results import ConstantResult, PrefectResult, Result, SecretResult
from .results.serializers import (
    CompressedSerializer,
    DateTimeSerializer,
    JSONSerializer,
    PandasSerializer,
    PickleSerializer,
    Serializer,
)
from .results.store_errors import ResultNotImplementedError
from .results.stored_results import LocalResult
from .schedules.clocks import Clock, ClockEvent, DatesClock, IntervalClock
from .schedules.cron_clock import CronClock, CronSchedule
from .schedules.filters import (
    add_to_date,
    at_time,
    between_dates,
    between_datetimes,
    between_times,
    is_day_of_week,
    is_month_end,
    is_month_start,
    is_weekday,
    is_weekend,
    next_weekday,
    on_date,
    on_datetime,
)
from .schedules.rrule import RRuleClock, RRuleSchedule
from .schedules.schedules import (
    IntervalSchedule,
    OneTimeSchedule,
    Schedule,
    UnionSchedule,
)
from .server.artifacts import (
    put_link,
    put_markdown,
    replace_link,
    replace_markdown,
    take_back_artifact,
)
from .server.flow_run_views import FlowRunView, TaskRunView
from .server.key_values import delete_key, get_key_value, list_keys, set_key_value
from .server.prefect_client import PrefectClient
from .server.unavailable import Unavailable
from .states.signals import (
    ENDRUN,
    FAIL,
    LOOP,
    PAUSE,
    RETRY,
    SKIP,
    SUCCESS,
    TRIGGERFAIL,
    VALIDATIONFAIL,
    PrefectSignal,
    PrefectStateSignal,
    TaskTimeoutSignal,
    signal_from_state,
)
from .states.states import (
    Cached,
    Cancelled,
    Cancelling,
    Failed,
    Finished,
    Looped,
    Mapped,
    Paused,
    Pending,
    Queued,
    Resume,
    Retrying,
    Running,
    Scheduled,
    Skipped,
    State,
    Submitted,
    Success,
    TimedOut,
    TriggerFailed,
    ValidationFailed,
)
from .subflows.flow_run_tasks import FlowRunTask, RenameFlowRun, StartFlowRun
from .subflows.flow_runners import FlowRunner
from .subflows.flow_runs import create_flow_run, get_task_run_result, wait_for_flow_run
from .subflows.package_flows import PackageFlow
from .wire.embedded_modules import carried_modules
