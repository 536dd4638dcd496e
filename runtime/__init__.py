"""What scripts and their tests import of the runtime: its one door."""

from .annotations import EdgeAnnotation, Flattened, MappedArgument
from .applied_maps import apply_mapped
from .artifacts import (
    put_link,
    put_markdown,
    replace_link,
    replace_markdown,
    take_back_artifact,
)
from .cache_rules import (
    all_inputs,
    all_parameters,
    duration_only,
    never_use,
    partial_inputs_only,
    partial_parameters_only,
)
from .carried import carried_modules
from .collections_tasks import (
    Constant,
    Dict,
    List,
    Set,
    Tuple,
    VarArgsTask,
    as_task_value,
)
from .config import PrefectConfig
from .control_flow import (
    CaseBlock,
    CompareValue,
    Merge,
    ifelse_tasks,
    merge_tasks,
    switch_tasks,
)
from .dated_context import RunContext
from .datetime_parameters import DateTimeParameter
from .delayed import delayed, task_settings
from .edges import Edge
from .executors import DaskExecutor, Executor, LocalDaskExecutor, LocalExecutor
from .filter_task import FilterTask
from .flow_run_tasks import FlowRunTask, RenameFlowRun, StartFlowRun
from .flow_run_views import FlowRunView, TaskRunView
from .flow_runners import FlowRunner
from .flow_runs import create_flow_run, get_task_run_result, wait_for_flow_run
from .flows import Flow
from .foreign_tasks import adopted
from .function_tasks import FunctionTask, as_task, attribute_defaults
from .key_values import delete_key, get_key_value, list_keys, set_key_value
from .library_notices import EmailTask, SlackTask
from .library_shell import ShellTask
from .library_sqlite import SQLiteQuery, SQLiteScript
from .library_tasks import LibraryFunction, library_task
from .library_templates import JinjaTemplate, StringFormatter
from .loggers import prefect_logger
from .namespaces import Ignored, Namespace
from .operator_tasks import (
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
from .originals import originally
from .package_flows import PackageFlow
from .parameters import Parameter
from .plain_context import PlainContext
from .prefect_client import PrefectClient
from .remote_results import AzureResult, GCSResult, S3Result
from .resource_managers import (
    ResourceCleanupTask,
    ResourceContext,
    ResourceInitTask,
    ResourceManager,
    ResourceSetupTask,
    resource_cleanup_trigger,
    resource_manager_of,
)
from .result_handlers import (
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
from .results import ConstantResult, PrefectResult, Result, SecretResult
from .schedule_clocks import Clock, ClockEvent, DatesClock, IntervalClock
from .schedule_cron_clock import CronClock, CronSchedule
from .schedule_filters import (
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
from .schedule_rrule import RRuleClock, RRuleSchedule
from .schedules import IntervalSchedule, OneTimeSchedule, Schedule, UnionSchedule
from .scripts import Script
from .secret_tasks import EnvVarSecret, PrefectSecret, SecretBase
from .secrets import Secret
from .serializers import (
    CompressedSerializer,
    DateTimeSerializer,
    JSONSerializer,
    PandasSerializer,
    PickleSerializer,
    Serializer,
)
from .signals import (
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
from .state_notices import (
    callback_factory,
    gmail_notifier,
    slack_message_formatter,
    slack_notifier,
)
from .states import (
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
from .store_errors import ResultNotImplementedError
from .stored_results import LocalResult
from .tag_blocks import tag_block
from .task_pauses import pause_until_resumed
from .tasks import Task
from .triggers import (
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
from .unavailable import Unavailable
from .unmapping import Unmapped, unmapped
