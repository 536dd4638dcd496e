"""What scripts and their tests import of the runtime: its one door."""

from .annotations import (
    EdgeAnnotation as EdgeAnnotation,
    Flattened as Flattened,
    MappedArgument as MappedArgument,
)
from .applied_maps import apply_mapped as apply_mapped
from .artifacts import (
    put_link as put_link,
    put_markdown as put_markdown,
    replace_link as replace_link,
    replace_markdown as replace_markdown,
    take_back_artifact as take_back_artifact,
)
from .cache_rules import (
    all_inputs as all_inputs,
    all_parameters as all_parameters,
    duration_only as duration_only,
    never_use as never_use,
    partial_inputs_only as partial_inputs_only,
    partial_parameters_only as partial_parameters_only,
)
from .carried import carried_modules as carried_modules
from .collections_tasks import (
    Constant as Constant,
    Dict as Dict,
    List as List,
    Set as Set,
    Tuple as Tuple,
    VarArgsTask as VarArgsTask,
    as_task_value as as_task_value,
)
from .config import PrefectConfig as PrefectConfig
from .control_flow import (
    CaseBlock as CaseBlock,
    CompareValue as CompareValue,
    Merge as Merge,
    ifelse_tasks as ifelse_tasks,
    merge_tasks as merge_tasks,
    switch_tasks as switch_tasks,
)
from .dated_context import RunContext as RunContext
from .datetime_parameters import DateTimeParameter as DateTimeParameter
from .edges import Edge as Edge
from .executors import (
    DaskExecutor as DaskExecutor,
    Executor as Executor,
    LocalDaskExecutor as LocalDaskExecutor,
    LocalExecutor as LocalExecutor,
)
from .filter_task import FilterTask as FilterTask
from .flow_run_tasks import (
    FlowRunTask as FlowRunTask,
    RenameFlowRun as RenameFlowRun,
    StartFlowRun as StartFlowRun,
)
from .flow_run_views import FlowRunView as FlowRunView, TaskRunView as TaskRunView
from .flow_runs import (
    create_flow_run as create_flow_run,
    get_task_run_result as get_task_run_result,
    wait_for_flow_run as wait_for_flow_run,
)
from .flows import Flow as Flow
from .foreign_tasks import adopted as adopted
from .function_tasks import (
    FunctionTask as FunctionTask,
    as_task as as_task,
    attribute_defaults as attribute_defaults,
)
from .items import get_item as get_item
from .key_values import (
    delete_key as delete_key,
    get_key_value as get_key_value,
    list_keys as list_keys,
    set_key_value as set_key_value,
)
from .library_notices import EmailTask as EmailTask, SlackTask as SlackTask
from .library_shell import ShellTask as ShellTask
from .library_sqlite import SQLiteQuery as SQLiteQuery, SQLiteScript as SQLiteScript
from .library_tasks import (
    LibraryFunction as LibraryFunction,
    library_task as library_task,
)
from .library_templates import (
    JinjaTemplate as JinjaTemplate,
    StringFormatter as StringFormatter,
)
from .loggers import prefect_logger as prefect_logger
from .module import run_flow as run_flow
from .namespaces import Ignored as Ignored, Namespace as Namespace
from .operator_tasks import (
    Add as Add,
    And as And,
    Div as Div,
    Equal as Equal,
    FloorDiv as FloorDiv,
    GetAttr as GetAttr,
    GetItem as GetItem,
    GreaterThan as GreaterThan,
    GreaterThanOrEqual as GreaterThanOrEqual,
    LessThan as LessThan,
    LessThanOrEqual as LessThanOrEqual,
    Mod as Mod,
    Mul as Mul,
    Not as Not,
    NotEqual as NotEqual,
    Or as Or,
    Pow as Pow,
    Sub as Sub,
)
from .originals import originally as originally
from .package_flows import PackageFlow as PackageFlow
from .parameters import Parameter as Parameter
from .plain_context import PlainContext as PlainContext
from .prefect_client import PrefectClient as PrefectClient
from .program import Program as Program
from .recording import nodes_of_flow as nodes_of_flow
from .remote_results import (
    AzureResult as AzureResult,
    GCSResult as GCSResult,
    S3Result as S3Result,
)
from .resource_managers import (
    ResourceCleanupTask as ResourceCleanupTask,
    ResourceContext as ResourceContext,
    ResourceInitTask as ResourceInitTask,
    ResourceManager as ResourceManager,
    ResourceSetupTask as ResourceSetupTask,
    resource_cleanup_trigger as resource_cleanup_trigger,
    resource_manager_of as resource_manager_of,
)
from .result_handlers import (
    AzureResultHandler as AzureResultHandler,
    ConstantResultHandler as ConstantResultHandler,
    GCSResultHandler as GCSResultHandler,
    JSONResultHandler as JSONResultHandler,
    LocalResultHandler as LocalResultHandler,
    PandasResultHandler as PandasResultHandler,
    ResultHandler as ResultHandler,
    S3ResultHandler as S3ResultHandler,
    SecretResultHandler as SecretResultHandler,
)
from .results import (
    ConstantResult as ConstantResult,
    PrefectResult as PrefectResult,
    Result as Result,
    SecretResult as SecretResult,
)
from .run_states import TaskKey as TaskKey
from .runnable_flows import RunnableFlow as RunnableFlow
from .schedule_clocks import (
    Clock as Clock,
    ClockEvent as ClockEvent,
    DatesClock as DatesClock,
    IntervalClock as IntervalClock,
)
from .schedule_cron_clock import CronClock as CronClock, CronSchedule as CronSchedule
from .schedule_filters import (
    add_to_date as add_to_date,
    at_time as at_time,
    between_dates as between_dates,
    between_datetimes as between_datetimes,
    between_times as between_times,
    is_day_of_week as is_day_of_week,
    is_month_end as is_month_end,
    is_month_start as is_month_start,
    is_weekday as is_weekday,
    is_weekend as is_weekend,
    next_weekday as next_weekday,
    on_date as on_date,
    on_datetime as on_datetime,
)
from .schedule_rrule import RRuleClock as RRuleClock, RRuleSchedule as RRuleSchedule
from .schedules import (
    IntervalSchedule as IntervalSchedule,
    OneTimeSchedule as OneTimeSchedule,
    Schedule as Schedule,
    UnionSchedule as UnionSchedule,
)
from .secret_tasks import (
    EnvVarSecret as EnvVarSecret,
    PrefectSecret as PrefectSecret,
    SecretBase as SecretBase,
)
from .secrets import Secret as Secret
from .serializers import (
    CompressedSerializer as CompressedSerializer,
    DateTimeSerializer as DateTimeSerializer,
    JSONSerializer as JSONSerializer,
    PandasSerializer as PandasSerializer,
    PickleSerializer as PickleSerializer,
    Serializer as Serializer,
)
from .signals import (
    ENDRUN as ENDRUN,
    FAIL as FAIL,
    LOOP as LOOP,
    PAUSE as PAUSE,
    RETRY as RETRY,
    SKIP as SKIP,
    SUCCESS as SUCCESS,
    TRIGGERFAIL as TRIGGERFAIL,
    VALIDATIONFAIL as VALIDATIONFAIL,
    PrefectSignal as PrefectSignal,
    PrefectStateSignal as PrefectStateSignal,
    TaskTimeoutSignal as TaskTimeoutSignal,
    signal_from_state as signal_from_state,
)
from .state_notices import (
    callback_factory as callback_factory,
    gmail_notifier as gmail_notifier,
    slack_message_formatter as slack_message_formatter,
    slack_notifier as slack_notifier,
)
from .states import (
    Cached as Cached,
    Cancelled as Cancelled,
    Cancelling as Cancelling,
    Failed as Failed,
    Finished as Finished,
    Looped as Looped,
    Mapped as Mapped,
    Paused as Paused,
    Pending as Pending,
    Queued as Queued,
    Resume as Resume,
    Retrying as Retrying,
    Running as Running,
    Scheduled as Scheduled,
    Skipped as Skipped,
    State as State,
    Submitted as Submitted,
    Success as Success,
    TimedOut as TimedOut,
    TriggerFailed as TriggerFailed,
    ValidationFailed as ValidationFailed,
)
from .store_errors import ResultNotImplementedError as ResultNotImplementedError
from .stored_results import LocalResult as LocalResult
from .tag_blocks import tag_block as tag_block
from .task_pauses import pause_until_resumed as pause_until_resumed
from .tasks import Task as Task
from .triggers import (
    all_failed as all_failed,
    all_finished as all_finished,
    all_successful as all_successful,
    always_run as always_run,
    any_failed as any_failed,
    any_successful as any_successful,
    manual_only as manual_only,
    not_all_skipped as not_all_skipped,
    some_failed as some_failed,
    some_successful as some_successful,
)
from .unavailable import Unavailable as Unavailable
from .unmapping import Unmapped as Unmapped, unmapped as unmapped
