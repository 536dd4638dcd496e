from builders import Builder

flow = Builder.default()
