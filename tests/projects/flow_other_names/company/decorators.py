from company import Flow as TeamFlow

Job = TeamFlow
