"""What scripts and their tests import of the runtime: its one door."""

from .annotations import (
    EdgeAnnotation as EdgeAnnotation,
)
from .annotations import (
    Flattened as Flattened,
)
from .annotations import (
    MappedArgument as MappedArgument,
)
from .applied_maps import apply_mapped as apply_mapped
from .cache_rules import (
    all_inputs as all_inputs,
)
from .cache_rules import (
    all_parameters as all_parameters,
)
from .cache_rules import (
    duration_only as duration_only,
)
from .cache_rules import (
    never_use as never_use,
)
from .cache_rules import (
    partial_inputs_only as partial_inputs_only,
)
from .cache_rules import (
    partial_parameters_only as partial_parameters_only,
)
from .carried import carried_modules as carried_modules
from .collections_tasks import (
    Constant as Constant,
)
from .collections_tasks import (
    Dict as Dict,
)
from .collections_tasks import (
    List as List,
)
from .collections_tasks import (
    Set as Set,
)
from .collections_tasks import (
    Tuple as Tuple,
)
from .collections_tasks import (
    VarArgsTask as VarArgsTask,
)
from .collections_tasks import (
    as_task_value as as_task_value,
)
from .config import PrefectConfig as PrefectConfig
from .control_flow import (
    CaseBlock as CaseBlock,
)
from .control_flow import (
    CompareValue as CompareValue,
)
from .control_flow import (
    Merge as Merge,
)
from .control_flow import (
    ifelse_tasks as ifelse_tasks,
)
from .control_flow import (
    merge_tasks as merge_tasks,
)
from .control_flow import (
    switch_tasks as switch_tasks,
)
from .dated_context import RunContext as RunContext
from .datetime_parameters import DateTimeParameter as DateTimeParameter
from .edges import Edge as Edge
from .executors import (
    DaskExecutor as DaskExecutor,
)
from .executors import (
    Executor as Executor,
)
from .executors import (
    LocalDaskExecutor as LocalDaskExecutor,
)
from .executors import (
    LocalExecutor as LocalExecutor,
)
from .filter_task import FilterTask as FilterTask
from .flow_run_tasks import (
    FlowRunTask as FlowRunTask,
)
from .flow_run_tasks import (
    RenameFlowRun as RenameFlowRun,
)
from .flow_run_tasks import (
    StartFlowRun as StartFlowRun,
)
from .flow_run_views import FlowRunView as FlowRunView
from .flow_run_views import TaskRunView as TaskRunView
from .flow_runs import (
    create_flow_run as create_flow_run,
)
from .flow_runs import (
    get_task_run_result as get_task_run_result,
)
from .flow_runs import (
    wait_for_flow_run as wait_for_flow_run,
)
from .flows import Flow as Flow
from .foreign_tasks import adopted as adopted
from .function_tasks import (
    FunctionTask as FunctionTask,
)
from .function_tasks import (
    as_task as as_task,
)
from .function_tasks import (
    attribute_defaults as attribute_defaults,
)
from .items import get_item as get_item
from .library_notices import EmailTask as EmailTask
from .library_notices import SlackTask as SlackTask
from .library_shell import ShellTask as ShellTask
from .library_sqlite import SQLiteQuery as SQLiteQuery
from .library_sqlite import SQLiteScript as SQLiteScript
from .library_tasks import (
    LibraryFunction as LibraryFunction,
)
from .library_tasks import (
    library_task as library_task,
)
from .library_templates import (
    JinjaTemplate as JinjaTemplate,
)
from .library_templates import (
    StringFormatter as StringFormatter,
)
from .loggers import prefect_logger as prefect_logger
from .module import run_flow as run_flow
from .namespaces import Ignored as Ignored
from .namespaces import Namespace as Namespace
from .operator_tasks import (
    Add as Add,
)
from .operator_tasks import (
    And as And,
)
from .operator_tasks import (
    Div as Div,
)
from .operator_tasks import (
    Equal as Equal,
)
from .operator_tasks import (
    FloorDiv as FloorDiv,
)
from .operator_tasks import (
    GetAttr as GetAttr,
)
from .operator_tasks import (
    GetItem as GetItem,
)
from .operator_tasks import (
    GreaterThan as GreaterThan,
)
from .operator_tasks import (
    GreaterThanOrEqual as GreaterThanOrEqual,
)
from .operator_tasks import (
    LessThan as LessThan,
)
from .operator_tasks import (
    LessThanOrEqual as LessThanOrEqual,
)
from .operator_tasks import (
    Mod as Mod,
)
from .operator_tasks import (
    Mul as Mul,
)
from .operator_tasks import (
    Not as Not,
)
from .operator_tasks import (
    NotEqual as NotEqual,
)
from .operator_tasks import (
    Or as Or,
)
from .operator_tasks import (
    Pow as Pow,
)
from .operator_tasks import (
    Sub as Sub,
)
from .originals import originally as originally
from .parameters import Parameter as Parameter
from .plain_context import PlainContext as PlainContext
from .program import Program as Program
from .recording import nodes_of_flow as nodes_of_flow
from .remote_results import (
    AzureResult as AzureResult,
)
from .remote_results import (
    GCSResult as GCSResult,
)
from .remote_results import (
    S3Result as S3Result,
)
from .resource_managers import (
    ResourceCleanupTask as ResourceCleanupTask,
)
from .resource_managers import (
    ResourceContext as ResourceContext,
)
from .resource_managers import (
    ResourceInitTask as ResourceInitTask,
)
from .resource_managers import (
    ResourceManager as ResourceManager,
)
from .resource_managers import (
    ResourceSetupTask as ResourceSetupTask,
)
from .resource_managers import (
    resource_cleanup_trigger as resource_cleanup_trigger,
)
from .resource_managers import (
    resource_manager_of as resource_manager_of,
)
from .result_handlers import (
    AzureResultHandler as AzureResultHandler,
)
from .result_handlers import (
    ConstantResultHandler as ConstantResultHandler,
)
from .result_handlers import (
    GCSResultHandler as GCSResultHandler,
)
from .result_handlers import (
    JSONResultHandler as JSONResultHandler,
)
from .result_handlers import (
    LocalResultHandler as LocalResultHandler,
)
from .result_handlers import (
    PandasResultHandler as PandasResultHandler,
)
from .result_handlers import (
    ResultHandler as ResultHandler,
)
from .result_handlers import (
    S3ResultHandler as S3ResultHandler,
)
from .result_handlers import (
    SecretResultHandler as SecretResultHandler,
)
from .results import (
    ConstantResult as ConstantResult,
)
from .results import (
    PrefectResult as PrefectResult,
)
from .results import (
    Result as Result,
)
from .results import (
    SecretResult as SecretResult,
)
from .run_states import TaskKey as TaskKey
from .runnable_flows import RunnableFlow as RunnableFlow
from .schedule_clocks import (
    Clock as Clock,
)
from .schedule_clocks import (
    ClockEvent as ClockEvent,
)
from .schedule_clocks import (
    DatesClock as DatesClock,
)
from .schedule_clocks import (
    IntervalClock as IntervalClock,
)
from .schedule_cron_clock import CronClock as CronClock
from .schedule_cron_clock import CronSchedule as CronSchedule
from .schedule_filters import (
    add_to_date as add_to_date,
)
from .schedule_filters import (
    at_time as at_time,
)
from .schedule_filters import (
    between_dates as between_dates,
)
from .schedule_filters import (
    between_datetimes as between_datetimes,
)
from .schedule_filters import (
    between_times as between_times,
)
from .schedule_filters import (
    is_day_of_week as is_day_of_week,
)
from .schedule_filters import (
    is_month_end as is_month_end,
)
from .schedule_filters import (
    is_month_start as is_month_start,
)
from .schedule_filters import (
    is_weekday as is_weekday,
)
from .schedule_filters import (
    is_weekend as is_weekend,
)
from .schedule_filters import (
    next_weekday as next_weekday,
)
from .schedule_filters import (
    on_date as on_date,
)
from .schedule_filters import (
    on_datetime as on_datetime,
)
from .schedule_rrule import RRuleClock as RRuleClock
from .schedule_rrule import RRuleSchedule as RRuleSchedule
from .schedules import (
    IntervalSchedule as IntervalSchedule,
)
from .schedules import (
    OneTimeSchedule as OneTimeSchedule,
)
from .schedules import (
    Schedule as Schedule,
)
from .schedules import (
    UnionSchedule as UnionSchedule,
)
from .secret_tasks import (
    EnvVarSecret as EnvVarSecret,
)
from .secret_tasks import (
    PrefectSecret as PrefectSecret,
)
from .secret_tasks import (
    SecretBase as SecretBase,
)
from .secrets import Secret as Secret
from .serializers import (
    CompressedSerializer as CompressedSerializer,
)
from .serializers import (
    DateTimeSerializer as DateTimeSerializer,
)
from .serializers import (
    JSONSerializer as JSONSerializer,
)
from .serializers import (
    PandasSerializer as PandasSerializer,
)
from .serializers import (
    PickleSerializer as PickleSerializer,
)
from .serializers import (
    Serializer as Serializer,
)
from .signals import (
    ENDRUN as ENDRUN,
)
from .signals import (
    FAIL as FAIL,
)
from .signals import (
    LOOP as LOOP,
)
from .signals import (
    PAUSE as PAUSE,
)
from .signals import (
    RETRY as RETRY,
)
from .signals import (
    SKIP as SKIP,
)
from .signals import (
    SUCCESS as SUCCESS,
)
from .signals import (
    TRIGGERFAIL as TRIGGERFAIL,
)
from .signals import (
    VALIDATIONFAIL as VALIDATIONFAIL,
)
from .signals import (
    PrefectSignal as PrefectSignal,
)
from .signals import (
    PrefectStateSignal as PrefectStateSignal,
)
from .signals import (
    TaskTimeoutSignal as TaskTimeoutSignal,
)
from .signals import (
    signal_from_state as signal_from_state,
)
from .state_notices import (
    callback_factory as callback_factory,
)
from .state_notices import (
    gmail_notifier as gmail_notifier,
)
from .state_notices import (
    slack_message_formatter as slack_message_formatter,
)
from .state_notices import (
    slack_notifier as slack_notifier,
)
from .states import (
    Cached as Cached,
)
from .states import (
    Cancelled as Cancelled,
)
from .states import (
    Cancelling as Cancelling,
)
from .states import (
    Failed as Failed,
)
from .states import (
    Finished as Finished,
)
from .states import (
    Looped as Looped,
)
from .states import (
    Mapped as Mapped,
)
from .states import (
    Paused as Paused,
)
from .states import (
    Pending as Pending,
)
from .states import (
    Queued as Queued,
)
from .states import (
    Resume as Resume,
)
from .states import (
    Retrying as Retrying,
)
from .states import (
    Running as Running,
)
from .states import (
    Scheduled as Scheduled,
)
from .states import (
    Skipped as Skipped,
)
from .states import (
    State as State,
)
from .states import (
    Submitted as Submitted,
)
from .states import (
    Success as Success,
)
from .states import (
    TimedOut as TimedOut,
)
from .states import (
    TriggerFailed as TriggerFailed,
)
from .states import (
    ValidationFailed as ValidationFailed,
)
from .store_errors import ResultNotImplementedError as ResultNotImplementedError
from .stored_results import LocalResult as LocalResult
from .tag_blocks import tag_block as tag_block
from .task_pauses import pause_until_resumed as pause_until_resumed
from .tasks import Task as Task
from .triggers import (
    all_failed as all_failed,
)
from .triggers import (
    all_finished as all_finished,
)
from .triggers import (
    all_successful as all_successful,
)
from .triggers import (
    always_run as always_run,
)
from .triggers import (
    any_failed as any_failed,
)
from .triggers import (
    any_successful as any_successful,
)
from .triggers import (
    manual_only as manual_only,
)
from .triggers import (
    not_all_skipped as not_all_skipped,
)
from .triggers import (
    some_failed as some_failed,
)
from .triggers import (
    some_successful as some_successful,
)
from .unavailable import Unavailable as Unavailable
from .unmapping import Unmapped as Unmapped
from .unmapping import unmapped as unmapped
