"""What the code that builds a flow uses: tasks, flows, edges."""
